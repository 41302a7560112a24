"""Saves results to files."""
