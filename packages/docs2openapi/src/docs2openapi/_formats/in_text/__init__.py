"""What sentences say about requests and responses."""
