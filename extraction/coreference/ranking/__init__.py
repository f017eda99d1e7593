"""How likely each candidate antecedent is."""
