"""Run import-linter over the sources of all packages, whether they are installed or not."""

from __future__ import annotations

import sys
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Check the rules of the repository and those of single packages; 0 if all are kept."""
    sys.path[:0] = [str(path) for folder in ("packages", "generated") for path in ROOT.glob(f"{folder}/*/src")]
    rules = map(str, sorted(ROOT.glob("importlinter/*.ini")))
    # A cache would remember modules that were deleted within the same second.
    return max(lint_imports(config_filename=path, no_cache=True, no_logo=True) for path in rules)


if __name__ == "__main__":
    sys.exit(main())
