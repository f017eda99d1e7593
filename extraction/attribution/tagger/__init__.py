"""The trained tagger of quotations and names."""
