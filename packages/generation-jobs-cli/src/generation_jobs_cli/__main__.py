"""`python -m generation_jobs_cli` is `genjobs`."""

from generation_jobs_cli.main import main

main()
