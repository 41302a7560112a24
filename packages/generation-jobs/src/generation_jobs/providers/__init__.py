"""The adapters, one module for each provider, and what they are written with."""
