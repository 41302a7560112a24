"""When to poll what. A provider is known through the protocol `JobSource` only."""
