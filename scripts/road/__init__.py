"""The road: a provider's docs page becomes an OpenAPI document, and that becomes a typed client."""
