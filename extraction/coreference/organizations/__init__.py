"""What short names, common nouns and places mean of organizations."""
