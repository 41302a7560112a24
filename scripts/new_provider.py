"""Add a provider from its docs pages: spec, overlay to fill in, client, sandbox provider, adapter.

    python -m scripts.new_provider NAME PAGE... [--base-url URL] [--makes WHAT] [--homepage URL] [--title TITLE]
                                                [--operation "METHOD PATH"]...
    python -m scripts.new_provider NAME         continue when the overlay is filled in

docs/add-a-provider.md explains each step. Existing files are never overwritten. Exit code: 0 everything is created;
1 something has to be filled in; 2 an error.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import specs
from scripts.codegen.clients.generator import generate_client
from scripts.codegen.new_provider.import_rules import with_provider
from scripts.codegen.new_provider.scaffold import not_found, scaffold, unmapped
from scripts.codegen.new_provider.specs_folder import NewProvider, check_name, create_specs_folder
from scripts.codegen.new_provider.unsupported import leave_out, unsupported_operations
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import write_all
from scripts.codegen.openapi.folders import differing_files, replace_folder, workshop
from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.pages.fetching import Fetcher
from scripts.codegen.pages.provider import ROOT, load_provider
from scripts.codegen.specs.build import build_spec
from scripts.codegen.specs.contract_models import MODELS
from scripts.codegen.specs.placeholders import FILL_IN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scripts.codegen.openapi.document import Place
    from scripts.codegen.pages.provider import Provider

_UNSUPPORTED = """
The client cannot be generated:

{faults}

Correct this in specs/{name}/overlay.yaml, or remove the operation, such as by

- target: $.paths['/v1/things'].post
  description: No client can have this operation.
  x-source:
  - pages/{page}
  remove: true

and then run: nox -s new-provider -- {name}
"""
_MAKES = ("speech", "music", "audio", "image", "video")


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT, fetcher: Fetcher | None = None) -> int:
    """Run the chore in the workspace ``root``, and return the exit code."""
    new = _new_provider(arguments)
    try:
        check_name(new.name, root)
        if not (root / "specs" / new.name).exists():
            _create_specs(new, root, fetcher or Fetcher())
        elif new.pages:
            raise CodegenError(f"specs/{new.name}: exists already; to continue with it, give no pages")
        return _build(load_provider(new.name, root / "specs"), root)
    except CodegenError as error:
        print(error, file=sys.stderr)
        return 2


def _new_provider(arguments: Sequence[str] | None) -> NewProvider:
    parser = argparse.ArgumentParser(prog="nox -s new-provider --", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name", help="lower-case letters and digits, used in refs, packages and variables")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="URL or file; first the one that gets a job")
    parser.add_argument("--base-url", metavar="URL", type=_https, help="of the API, if the pages do not document it")
    parser.add_argument("--makes", choices=_MAKES, help="the kind of results; default: by the name of their field")
    parser.add_argument("--homepage", metavar="URL", type=_https, help="of the docs, if no page is a URL")
    parser.add_argument("--title", help="the provider's name in texts")
    parser.add_argument(
        "--operation",
        action="append",
        default=[],
        metavar="'METHOD PATH'",
        help="that the client gets, of a page or document with several; may be repeated",
    )
    options = parser.parse_args(arguments)
    title = options.title or str(options.name).capitalize()
    return NewProvider(
        options.name, options.pages, options.base_url, options.makes, options.homepage, title, options.operation
    )


def _https(url: str) -> str:
    if not url.startswith("https://"):
        raise argparse.ArgumentTypeError(f"{url!r} does not begin with https://")
    return url


def _create_specs(new: NewProvider, root: Path, fetcher: Fetcher) -> None:
    created = create_specs_folder(new, root, fetcher)
    _print_written(created.written, root)
    for doubt in created.doubts:
        print(doubt)


def _build(provider: Provider, root: Path) -> int:
    """Build everything from the spec, or print what has to be filled in."""
    try:
        build_spec(provider)
    except CodegenError as error:
        faults = _with_lines(str(error), provider)
        print(f"\nFill in or correct the following, then run: nox -s new-provider -- {provider.name}\n\n{faults}")
        return 1
    models = root / MODELS.relative_to(ROOT)
    if specs.main([provider.name], specs=root / "specs", models=models):
        return 2
    try:
        _generate(provider, root)
    except CodegenError as error:
        unsupported = unsupported_operations(provider, read_yaml(provider.spec))
        if not unsupported:
            print(_UNSUPPORTED.format(name=provider.name, faults=error, page=provider.pages[0].file))
            return 1
        leave_out(provider, unsupported)
        _print_left_out(provider, unsupported)
        return _build(provider, root)
    files = scaffold(provider, read_yaml(provider.spec), root)
    new = {path: text.encode() for path, text in files.items() if not path.exists()}
    rules = root / "importlinter" / "packages.ini"
    text = with_provider(rules.read_text(encoding="utf-8"), provider, f"generation_jobs_{provider.name}")
    if text.encode() != rules.read_bytes():
        new[rules] = text.encode()
    write_all(new)
    _print_written(new, root)
    _print_unfinished(provider, root)
    return 0


def _generate(provider: Provider, root: Path) -> None:
    folder = root / "generated" / provider.distribution
    with workshop(folder) as place:
        built = place / provider.distribution
        generate_client(provider, read_yaml(provider.spec), built)
        if differing_files(built, folder):
            replace_folder(built, folder)
            print(f"written: generated/{provider.distribution}")


def _print_written(paths: Iterable[Path], root: Path) -> None:
    for path in paths:
        print(f"written: {os.path.relpath(path, root)}")


def _print_left_out(provider: Provider, unsupported: Mapping[Place, str]) -> None:
    print(
        f"\nspecs/{provider.name}/overlay.yaml now leaves out these operations. To have one in the client, correct how "
        "it is described, and delete the action that removes it:\n"
    )
    for (_, path, method), why in unsupported.items():
        print(f"{str(method).upper()} {path}: {why}")


def _with_lines(faults: str, provider: Provider) -> str:
    """Return messages with the lines of placeholders in place of the numbers of actions."""
    for action, lines in enumerate(_placeholder_lines(provider.folder / "overlay.yaml")):
        numbers = ",".join(map(str, lines))
        faults = faults.replace(f"/overlay.yaml: /actions/{action}: unfilled", f"/overlay.yaml:{numbers}: unfilled")
    return faults


def _placeholder_lines(overlay: Path) -> list[list[int]]:
    """Return the lines with a placeholder, by action."""
    lines = overlay.read_text(encoding="utf-8").splitlines() if overlay.is_file() else []
    starts = [number for number, line in enumerate(lines) if line.startswith("- ")]
    actions = zip(starts, [*starts[1:], len(lines)], strict=True)
    return [[number + 1 for number in range(start, end) if FILL_IN in lines[number]] for start, end in actions]


def _print_unfinished(provider: Provider, root: Path) -> None:
    """Print by file which status words have no meaning, and which fields were not found."""
    adapter = Path("packages", f"generation-jobs-{provider.name}", "src", f"generation_jobs_{provider.name}/adapter.py")
    imitation = Path("packages/generation-jobs-sandbox/src/generation_jobs_sandbox/providers", f"{provider.name}.py")
    unmapped_words = {
        adapter: unmapped(root / adapter, "JobStatus.UNKNOWN"),
        imitation: unmapped(root / imitation, "None"),
    }
    print()
    for path, words in unmapped_words.items():
        if words:
            print(f"{path}: map these status words: {', '.join(words)}")
        for number, remark in not_found(root / path):
            print(f"{path}:{number}: {remark}")
    python = "{}.{}".format(*sys.version_info)
    print(f"Review both files, then run: nox -s tests-{python} -- house/test_providers.py -k {provider.name}")


if __name__ == "__main__":
    sys.exit(main())
