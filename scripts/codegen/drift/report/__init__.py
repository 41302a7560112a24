"""The drift report: what changed, and which version the client must get."""
