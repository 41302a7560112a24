"""The imitated providers over HTTP, as ASGI apps."""
