"""The providers that a client is set up for: their requests, rate limits and lists."""
