"""Pages of reStructuredText, with the fields of httpdomain."""
