"""Starts `genjobs-sandbox`, as `python -m generation_jobs_sandbox`."""

from generation_jobs_sandbox.cli import app

if __name__ == "__main__":
    app()
