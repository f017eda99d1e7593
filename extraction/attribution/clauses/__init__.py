"""Clauses that put words in a mouth of their own, beside what the tagger found."""
