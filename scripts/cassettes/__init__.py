"""Recorded HTTP: what is told (stories), how it is kept (tape), and what it shows of a provider's drift (drift)."""
