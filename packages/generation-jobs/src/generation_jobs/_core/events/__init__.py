"""Events: typed values that callbacks and the log receive."""
