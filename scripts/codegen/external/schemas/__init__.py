"""Schemas of external documents, adapted to what the generator can read."""
