"""Swagger 2.0: whole documents, and what documents of OpenAPI 3 still write as there."""
