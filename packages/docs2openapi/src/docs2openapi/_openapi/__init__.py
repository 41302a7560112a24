"""OpenAPI 3.1 documents, written from operations."""
