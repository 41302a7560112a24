"""Cells of tables that stand on lines of their own."""
