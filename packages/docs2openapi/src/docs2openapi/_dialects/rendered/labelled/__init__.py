"""Fields behind labels."""
