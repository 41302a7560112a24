"""What changed at a provider since its client was last released, and what that means for its users."""
