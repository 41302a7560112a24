"""The command `genjobs`."""
