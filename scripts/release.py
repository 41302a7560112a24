"""Release a client: write its version, its changelog entry, and the baseline for the next drift report.

    python -m scripts.release PROVIDER [--version X.Y.Z]

Nothing is published. Exit code: 0 released; 1 refused, nothing has changed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from scripts.codegen.drift.releasing import release_client
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.pages.provider import ROOT, SPECS, load_provider
from scripts.generate import GENERATED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scripts.codegen.drift.releasing import Release
    from scripts.codegen.pages.provider import Provider

FACADE = ROOT / "packages" / "generation-jobs" / "pyproject.toml"


def main(
    arguments: Sequence[str] | None = None, *, specs: Path = SPECS, out: Path = GENERATED, today: date | None = None
) -> int:
    """Run the chore, and return the exit code.

    Args:
        arguments: Of the command line.
        specs: The folder of the specs.
        out: The folder of the clients.
        today: The date of the release.
    """
    options = _parser().parse_args(arguments)
    try:
        provider = load_provider(options.provider, specs)
        day = today or datetime.now(UTC).date()
        release = release_client(provider, options.version, day, out / provider.distribution)
    except (CodegenError, OSError) as error:
        print(f"not released: {error}", file=sys.stderr)
        return 1
    _print(provider, release)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.release", description="Give a client its next version. Nothing is published."
    )
    parser.add_argument("provider", help="the provider whose client is released")
    parser.add_argument("--version", metavar="X.Y.Z", help="a higher version than the changes require")
    return parser


def _print(provider: Provider, release: Release) -> None:
    print(f"{provider.distribution} {release.version} ({release.level or 'first release'})")
    print(f"\n{release.entry}" if release.entry else "CHANGELOG.md already has its entry.")
    extras = tomllib.loads(FACADE.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for requirement in map(Requirement, extras.get(provider.name, [])):
        if requirement.name == provider.distribution and release.version not in requirement.specifier:
            print(f"The facade requires {requirement}: check what broke, then raise it in {os.path.relpath(FACADE)}.")


if __name__ == "__main__":
    sys.exit(main())
