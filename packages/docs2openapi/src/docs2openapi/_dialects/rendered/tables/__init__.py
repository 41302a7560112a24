"""Tables of rendered pages that have lost their marks."""
