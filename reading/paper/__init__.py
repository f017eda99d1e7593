"""Printed pages: lines and columns become paragraphs again."""
