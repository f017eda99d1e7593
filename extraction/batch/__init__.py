"""Extraction of many articles by many processes on many machines: `python -m extraction.batch`.

The articles are cut into parts.  A part is read, extracted and written by one worker, whole or not
at all; an engine (`engines.py`) gives parts to workers and survives their deaths.  What is done is
known by files in the output folder alone, so a run goes on where it was stopped (docs/scale.md).

It stands on top of `reading` and of the rest of `extraction`; nothing imports it.
"""
