"""Lists of fields whose names, types and flags stand together without marks."""
