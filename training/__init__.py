"""Training of the quotation tagger.  No other package imports this one."""
