"""Whose country a speaker is of: the evidence of what is said of and by the speaker."""
