"""Layouts that say who speaks: transcripts, interviews, lists, blocks, dialogue behind dashes."""
