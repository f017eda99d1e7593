"""The antecedents of pronouns and descriptions."""
