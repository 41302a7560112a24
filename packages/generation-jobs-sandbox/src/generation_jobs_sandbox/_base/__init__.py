"""Values and protocols that every other room of the sandbox builds on. Knows no provider and no stored job."""
