"""The words that docs pages use: for columns, headings, types, flags, locations and credentials."""
