"""The whole of a list of quotations as a file: one streaming writer a format (`formats.py`)."""
