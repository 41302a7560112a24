"""Typed calls for the jobs of each provider, loaded when they are first used."""
