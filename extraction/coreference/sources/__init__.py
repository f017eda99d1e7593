"""The entity to which each source refers."""
