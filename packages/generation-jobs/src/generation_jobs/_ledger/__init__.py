"""The ledger: what was submitted, written down so that it outlives the process."""
