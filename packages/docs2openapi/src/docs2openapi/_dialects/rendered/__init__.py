"""Text that programs make of pages on a screen: tables and code have lost their marks."""
