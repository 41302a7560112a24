"""Generate the parts of the facade that follow from the specs."""
