"""Packages from OpenAPI documents that others wrote: adapted where possible, reported where not."""
