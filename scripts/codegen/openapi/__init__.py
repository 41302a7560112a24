"""OpenAPI documents: reading, navigating, checking and writing them."""
