"""Quoted spans that the tagger leaves unclaimed: whose they are by what stands around them."""
