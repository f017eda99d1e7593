"""What in a text is a sign of a country: names, places, institutions, words."""
