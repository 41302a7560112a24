"""A page taken apart once: its outline, tables, examples, endpoints and base URLs, each with its lines."""
