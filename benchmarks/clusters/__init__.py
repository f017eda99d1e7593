"""Engines that could give out parts of an archive to machines, side by side (docs/scale.md)."""
