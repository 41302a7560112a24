"""What `generation_jobs.otel` is made of."""
