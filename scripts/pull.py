"""Pull the pages in provider.toml, from their providers or from files, and record them in specs.lock.

    python -m scripts.pull [PROVIDER...] [--from DIR] [--accept]

The pages of a provider are written only if none of them failed. Exit code: 0 all were pulled; 1 some failed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Column, Table

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.pages.fetching import Fetcher
from scripts.codegen.pages.provider import SPECS, load_providers
from scripts.codegen.pages.pulling import Pull, from_files, from_hosts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.pages.pulling import Pulled


def main(arguments: Sequence[str] | None = None, *, specs: Path = SPECS, fetcher: Fetcher | None = None) -> int:
    """Run the chore, and return the exit code."""
    options = _parser().parse_args(arguments)
    fetcher = fetcher or Fetcher()
    source = from_files(options.folder) if options.folder else from_hosts(fetcher)
    try:
        providers = load_providers(options.provider, specs)
        pull = Pull(specs, source, fetcher.now, accept=options.accept)
        pulled = [page for provider in providers for page in pull.provider(provider)]
    except CodegenError as error:
        print(error, file=sys.stderr)
        return 1
    Console(width=None if sys.stdout.isatty() else 160).print(_table(pulled))
    return int(any(one.entry is None for one in pulled))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.pull", description="Pull the pages of the providers.")
    parser.add_argument("provider", nargs="*", help="default: all")
    parser.add_argument("--from", dest="folder", type=Path, metavar="DIR", help="read DIR/PROVIDER/FILE instead")
    parser.add_argument(
        "--accept", action="store_true", help="accept pages that you have checked, although they differ a lot"
    )
    return parser


def _table(pulled: Sequence[Pulled]) -> Table:
    table = Table("provider", "page", Column("result", overflow="fold"), box=None, pad_edge=False)
    failed = {one.provider.name for one in pulled if one.entry is None}
    for one in pulled:
        is_skipped = one.entry is not None and one.provider.name in failed
        note = "; not written, since another page of the provider failed" if is_skipped else ""
        table.add_row(one.provider.name, one.page.file, one.result + note)
    return table


if __name__ == "__main__":
    sys.exit(main())
