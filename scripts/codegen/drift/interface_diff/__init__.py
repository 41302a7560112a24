"""Differences between the Python interfaces of two versions of a client."""
