"""Checks of what users pass, JSON and text of values, and the base of all errors. Nothing here knows jobs."""
