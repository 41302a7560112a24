"""Where a page names operations."""
