"""OpenAPI documents that stand on a page, whole or in part."""
