"""Simulated providers and job durations."""
