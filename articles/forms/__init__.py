"""The forms: filters for readers, corrections and new articles for editors."""
