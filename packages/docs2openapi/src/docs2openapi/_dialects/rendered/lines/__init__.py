"""Lines of rendered pages that have run together, or are broken where they should not be."""
