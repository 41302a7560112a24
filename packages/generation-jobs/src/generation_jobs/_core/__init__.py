"""Models, errors, policies, events and the protocol of input and output. No module here does I/O."""
