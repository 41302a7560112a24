"""One module per format in which pages describe operations."""
