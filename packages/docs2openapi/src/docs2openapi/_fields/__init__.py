"""Fields, read from the text that a page has about each."""
