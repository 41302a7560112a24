"""Docs pages: which there are, fetching them, locking their bytes, reading them."""
