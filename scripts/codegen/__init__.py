"""Code generation: docs pages become OpenAPI documents, and those become typed clients."""
