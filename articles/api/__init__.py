"""The API, version 1: what programs read and add (docs/api.md).

`gate.py` is in front of every route.  A file a group of endpoints; their parameters are the fields
of the forms of the pages, and their records come from `articles/serialization/`.
"""
