"""One module per shape of page."""
