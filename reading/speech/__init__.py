"""Texts of speech: captions, debates, interviews, transcripts."""
