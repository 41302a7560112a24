"""Build the specs from pages and overlays, and the strict models of the sandbox from them.

    python -m scripts.specs [PROVIDER...] [--check]

Exit code: 0 all specs are built (with --check: nothing would change); 1 one cannot be built or would change.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import differs, write
from scripts.codegen.pages.provider import SPECS, load_providers
from scripts.codegen.specs.build import build_spec
from scripts.codegen.specs.contract_models import MODELS, changed_models
from scripts.codegen.specs.report import row_of
from scripts.codegen.specs.stamps import CODEGEN_FILES, Stamps, digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scripts.codegen.pages.provider import Provider
    from scripts.codegen.specs.build import Built


def main(arguments: Sequence[str] | None = None, *, specs: Path = SPECS, models: Path = MODELS) -> int:
    """Run the chore, and return the exit code."""
    options = _parser().parse_args(arguments)
    stamps = Stamps() if (specs, models) == (SPECS, MODELS) else None
    try:
        providers = load_providers(options.provider, specs)
        if stamps and not options.check:
            providers = tuple(each for each in providers if not stamps.has(f"spec of {each.name}", _digest(each)))
        built = [build_spec(provider) for provider in providers]
        changes = {path: text for one in built for path, text in _changes(one, models).items()}
    except CodegenError as error:
        print(error, file=sys.stderr)
        return 1
    if not options.check:
        for path, text in changes.items():
            write(path, text)
    if stamps and not options.check:
        for provider in providers:
            stamps.put(f"spec of {provider.name}", _digest(provider))
    if built:
        Console().print(_table(built))
    return _print_changes(list(changes), check=options.check)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.specs", description="Build the specs from pages and overlays."
    )
    parser.add_argument("provider", nargs="*", help="default: all")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something would change")
    return parser


def _digest(provider: Provider) -> str:
    """Hash the inputs of a spec and its models, and the files themselves."""
    models = [MODELS / "__init__.py", *(MODELS / f"{provider.name}{suffix}" for suffix in (".py", ".json"))]
    return digest_of([*CODEGEN_FILES, provider.folder, SPECS / "specs.lock", *models])


def _changes(built: Built, models: Path) -> dict[Path, str]:
    spec = built.provider.spec
    own = {spec: built.text} if differs(spec, built.text) else {}
    return {**own, **changed_models(built.provider, built.text, models)}


def _table(built: Sequence[Built]) -> Table:
    table = Table("provider", "shape", "facts", "notes", "actions", "operations", box=None)
    for one in built:
        row = row_of(one)
        counts = (str(row.facts), str(row.notes), str(row.actions))
        table.add_row(row.provider, row.shape, *counts, "\n".join(row.operations))
    return table


def _print_changes(changed: Sequence[Path], *, check: bool) -> int:
    for path in changed:
        print(f"{'would change' if check else 'written'}: {os.path.relpath(path)}")
    if not changed:
        print("nothing changed")
    elif check:
        print("run: python -m scripts.specs", file=sys.stderr)
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
