"""Pictures as SVG that templates draw: numbers, places and addresses, never markup."""
