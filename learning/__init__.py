"""What a newsroom's decisions teach extraction, with numpy alone (docs/corrections.md)."""
