"""Kills workers of task engines, and counts at the provider what was paid twice or lost."""
