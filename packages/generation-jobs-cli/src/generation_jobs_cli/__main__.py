"""Starts `genjobs`, also as `python -m generation_jobs_cli`."""

from generation_jobs_cli.early_interrupts import until_begun


def main() -> None:
    """Run the command line. Importing it takes most of the time of a short command, and may be interrupted, too."""
    until_begun()
    from generation_jobs_cli.main import main as run

    run()


if __name__ == "__main__":
    main()
