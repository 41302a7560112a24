"""The text of pages that known products draw: each fuses and orders the parts of a field in its own way."""
