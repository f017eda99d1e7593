"""Scores of the extraction against annotated articles.  No Django here."""
