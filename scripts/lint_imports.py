"""Run import-linter over the sources of all packages, whether they are installed or not."""

from __future__ import annotations

import sys
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]

if __name__ == "__main__":
    sys.path[:0] = [str(path) for folder in ("packages", "generated") for path in ROOT.glob(f"{folder}/*/src")]
    sys.exit(lint_imports())
