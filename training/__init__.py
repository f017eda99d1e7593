"""Training of the quotation tagger.  The product itself never imports this package."""
