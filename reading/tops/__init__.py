"""Where an article begins and ends in a text, and what the lines above it state."""
