"""How long calls take at most, by default."""

DEFAULT_TIMEOUT = 1800.0
"""The default `timeout` of `wait`, `wait_all`, `as_completed`, `download` and `generate`, in seconds."""

SEARCH_TIMEOUT = 60.0
"""The default `timeout` of `recover` and `find_submitted`, in seconds."""
