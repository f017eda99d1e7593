"""The weights of the model that resolves pronouns, descriptions and parts of names."""
