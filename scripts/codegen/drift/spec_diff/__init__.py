"""Differences between two OpenAPI documents."""
