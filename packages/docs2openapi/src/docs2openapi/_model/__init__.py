"""The values that the other rooms pass to one another: pages, fields, operations, schemas."""
