"""Report what changed at the providers since the last releases, and which version each client must get.

    python -m scripts.drift [PROVIDER...] [--from DIR] [--markdown FILE] [--json FILE]

The last release (specs/<provider>/released/) is compared with the present pages and overlays. Only the report is
written. Exit code: 0 the report was made; 2 the files of a provider cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from scripts.cassettes.drift import drift
from scripts.codegen.drift.builds.baseline import read_baseline
from scripts.codegen.drift.builds.build import attempt_build
from scripts.codegen.drift.report.markdown import markdown
from scripts.codegen.drift.report.report import report_of
from scripts.codegen.drift.report.terminal import show
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import write
from scripts.codegen.pages.provider import ROOT, SPECS, load_providers, provider_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.drift.report.report import Report
    from scripts.codegen.pages.provider import Provider

CASSETTES = ROOT / "tests" / "cassettes"


def main(arguments: Sequence[str] | None = None, *, specs: Path = SPECS, cassettes: Path = CASSETTES) -> int:
    """Run the chore, and return the exit code."""
    started = time.monotonic()
    options = _parser().parse_args(arguments)
    try:
        providers = load_providers(_names(options.provider, options.folder, specs), specs)
        reports = [_report(provider, options.folder, cassettes / provider.name) for provider in providers]
    except CodegenError as error:
        print(error, file=sys.stderr)
        return 2
    if options.markdown:
        write(options.markdown, markdown(reports))
    if options.json:
        write(options.json, json.dumps({"providers": [each.as_json() for each in reports]}, indent=1) + "\n")
    console = Console(width=None if sys.stdout.isatty() else 160)
    show(console, reports)
    console.print(f"{', '.join(each.name for each in providers)}: {time.monotonic() - started:.1f} s", style="dim")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.drift", description="Report what changed at the providers since the last releases."
    )
    parser.add_argument("provider", nargs="*", help="default: all")
    parser.add_argument("--from", dest="folder", type=Path, metavar="DIR", help="read the pages from DIR/PROVIDER/")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="also write the report as Markdown")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the report as JSON")
    return parser


def _names(given: Sequence[str], folder: Path | None, specs: Path) -> list[str]:
    """Return the named providers, or those with pages in the folder, or all."""
    if given or folder is None:
        return [*given]
    names = [name for name in provider_names(specs) if (folder / name).is_dir()]
    if not names:
        raise CodegenError(f"{folder}: has no folder with a provider's name ({', '.join(provider_names(specs))})")
    return names


def _report(provider: Provider, folder: Path | None, cassettes: Path) -> Report:
    present = attempt_build(provider, folder / provider.name if folder else provider.folder / "pages")
    undocumented = [str(found) for path in sorted(cassettes.glob("*.yaml")) for found in drift(path, provider.name)]
    return report_of(provider, read_baseline(provider), present, undocumented)


if __name__ == "__main__":
    sys.exit(main())
