"""Recorded HTTP: the scenarios, their cassettes, and what these show of a provider's drift."""
