"""Saved searches: what is new of each, and the mails that say so.

`news.py` finds what is new, `digests.py` makes a digest of it, and `sending.py` mails it; each
step is claimed (`claims.py`) and stored before the next begins, so that a process can be killed at
any time.
"""
