"""Whether two names, and two people that articles tell of, are one.

Pure: names and what is known of their bearers in, an answer with its reason out.
"""
