"""Generated from the specs: the parameters of submits."""
