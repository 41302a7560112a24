"""Pages of Redoc."""
