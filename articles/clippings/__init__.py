"""Readers' lists of quotations: adding, ordering, and finding them again in a new extraction."""
