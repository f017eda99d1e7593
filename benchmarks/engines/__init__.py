"""Engines that could search an archive beyond one machine, side by side."""
