"""`python -m generation_jobs` is `genjobs`."""

from generation_jobs.cli.main import main

main()
