"""Operations, put together from the fields, examples and endpoints that were found on a page."""
