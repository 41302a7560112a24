"""The first files of a new provider, made from its docs pages."""
