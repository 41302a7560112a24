"""Strict models of the whole lifecycle, until models/ holds it."""
