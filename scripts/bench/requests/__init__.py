"""Single calls: get, submit and download."""
