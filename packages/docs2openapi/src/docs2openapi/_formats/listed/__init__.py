"""What lists on pages have: their entries, before these are read as fields or errors."""
