"""Waiting for jobs: requests, lag, CPU and memory."""
