"""What each call of `Jobs` and `AsyncJobs` does, written once as coroutines."""
