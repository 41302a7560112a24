"""The spec and client of a provider as released, and as its pages would give them now."""
