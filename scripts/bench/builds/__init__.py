"""Environments and wheels that are measured."""
