"""What the tagger gave, repaired: sources and contents that it cut, left out or ran together."""
