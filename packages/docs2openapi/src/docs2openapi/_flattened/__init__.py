"""Rendered pages flattened to text, whose table cells are fused."""
