"""Generated from the specs and from `_operations`: the calls of `Jobs`, and those of each provider."""
