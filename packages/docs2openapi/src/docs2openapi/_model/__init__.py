"""The data that the other rooms pass on: pages, fields, operations, schemas."""
