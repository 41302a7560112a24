"""Runs the command, as `python -m docs2openapi`."""

import sys

from docs2openapi.cli import main

if __name__ == "__main__":
    sys.exit(main())
