"""How long calls take at most, by default."""

DEFAULT_TIMEOUT = 1800.0
"""The default `timeout` of `wait`, `wait_all`, `as_completed`, `download` and `generate`, in seconds."""
