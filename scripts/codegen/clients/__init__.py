"""Typed clients, generated from specs."""
