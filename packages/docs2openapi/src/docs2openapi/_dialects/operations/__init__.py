"""Syntaxes in which the line of an operation is written."""
