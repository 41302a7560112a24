"""Imports and the first call."""
