"""Generating clients."""
