"""Rows about accounts: what happened to them, and their recovery codes."""
