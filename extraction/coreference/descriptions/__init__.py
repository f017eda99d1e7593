"""Whom a description means: “the coach”, “the 80-year-old”, “the outgoing mayor”."""
