"""Polling schedules of other packages beside ours."""
