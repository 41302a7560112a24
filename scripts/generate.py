"""Generate the clients under generated/ from specs/*/openapi.yaml, and the facade's typed calls.

    python -m scripts.generate [PROVIDER...] [--check] [--out DIR]
    python -m scripts.generate --spec FILE --name NAME --out DIR [--http httpx2]

The second form generates a package from any OpenAPI document, and lists the operations that it leaves out. The same
specs always give the same bytes. Exit code: 0 done, or nothing differs; 1 `--check` found files that differ; 2 a spec
cannot be used.
"""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast, get_args

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import differs, write_all
from scripts.codegen.openapi.folders import differing_files, replace_folder, workshop
from scripts.codegen.pages.provider import ROOT, HTTPLibrary, Provider, load_providers
from scripts.codegen.specs.stamps import CODEGEN_FILES, Stamps, digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from scripts.codegen.external.notes import Notes

GENERATED = ROOT / "generated"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the chore, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.generate", description="Generate the clients from the specs."
    )
    parser.add_argument("providers", nargs="*", metavar="PROVIDER", help="default: all")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and list the files that differ")
    parser.add_argument("--out", type=Path, default=GENERATED, metavar="DIR", help="the folder of the clients")
    parser.add_argument("--spec", type=Path, metavar="FILE", help="any document of OpenAPI 3 or Swagger 2.0")
    parser.add_argument("--name", metavar="NAME", help="the package to generate from it, in DIR/NAME")
    parser.add_argument("--http", choices=get_args(HTTPLibrary), help="the HTTP library that it requires")
    options = parser.parse_args(arguments)
    if options.spec is not None:
        if not options.name or options.providers or options.check or options.out == GENERATED:
            parser.error("--spec needs --name NAME and --out DIR, and no other option")
        return _generate_external(options.spec, options.name, options.out, options.http or "httpx")
    if options.http is not None:
        parser.error("--http needs --spec; for a provider, set http in its provider.toml")
    stamps = Stamps() if options.out == GENERATED and not options.check else None
    try:
        changed = [_renew(each, options.out, options.check, stamps) for each in load_providers(options.providers)]
        if options.out == GENERATED:
            changed += [_renew_calls(options.check, stamps), _report_strays(options.out)]
    except CodegenError as error:
        print(error, file=sys.stderr)
        return 2
    return int(options.check and any(changed))


def _generate_external(spec: Path, name: str, out: Path, http: HTTPLibrary) -> int:
    """Generate a package from an external document, and print what was left out."""
    from scripts.codegen.external.package import REPORT, generate_external

    gc.freeze()  # what was imported stays: it need not be searched when the document is collected
    try:
        notes = generate_external(spec, name, out, http)
    except CodegenError as error:
        print(error, file=sys.stderr)
        return 2
    if notes.left_out:
        _print_left_out(notes)
    print(f"{out / name}: {notes.summary}; see {REPORT}")
    return 0


def _print_left_out(notes: Notes) -> None:
    from rich.console import Console  # late: it is slow to import, and most documents need none

    from scripts.codegen.external.notes import table_of

    Console(width=None if sys.stdout.isatty() else 150).print(table_of(notes))


def _renew(provider: Provider, out: Path, check: bool, stamps: Stamps | None) -> bool:
    """Generate a client, unless its stamp is current, and replace the present one if it differs.

    Returns:
        Whether it differs.
    """
    # late: they are slow to import, and an external document needs not all of them
    from scripts.codegen.clients.generator import generate_client
    from scripts.codegen.openapi.yaml_file import read_yaml

    folder = out / provider.distribution
    sources = [*CODEGEN_FILES, provider.folder, folder]
    if stamps and stamps.has(provider.distribution, digest_of(sources)):
        _report(provider, (), check)
        return False
    with workshop(folder) as place:
        built = place / provider.distribution
        generate_client(provider, read_yaml(provider.spec), built)
        differing = differing_files(built, folder)
        if differing and not check:
            replace_folder(built, folder)
    if stamps:
        stamps.put(provider.distribution, digest_of(sources))
    _report(provider, differing, check)
    return bool(differing)


def _renew_calls(check: bool, stamps: Stamps | None) -> bool:
    """Generate the typed calls of the facade, and those of packages that add a provider.

    Returns:
        Whether any differ.
    """
    # late: they are slow to import, and an external document needs none of them
    from scripts.codegen.clients.facade.blocking import OPERATIONS
    from scripts.codegen.clients.facade.files import GENERATED_PARTS, facade_files, is_ours
    from scripts.codegen.new_provider.scaffold import calls_path, package_calls_text
    from scripts.codegen.openapi.yaml_file import read_yaml

    providers = load_providers(())
    packages = {each: path for each in providers if (path := calls_path(each, ROOT)).is_file()}
    folders = [each.folder for each in providers]
    sources = [*CODEGEN_FILES, *folders, *OPERATIONS, *GENERATED_PARTS, *packages.values()]
    if stamps and stamps.has("typed calls", digest_of(sources)):
        print("typed calls: unchanged")
        return False
    texts = facade_files([each for each in providers if is_ours(each)])
    texts |= {path: package_calls_text(each, read_yaml(each.spec), path) for each, path in packages.items()}
    new = {path: text.encode() for path, text in texts.items() if differs(path, text)}
    if not check:
        write_all(new)
    if stamps:
        stamps.put("typed calls", digest_of(sources))
    changed = "out of date; run: python -m scripts.generate" if check else "updated"
    print("\n".join(f"{path.relative_to(ROOT)}: {changed}" for path in new) or "typed calls: unchanged")
    return bool(new)


def _report_strays(out: Path) -> bool:
    """Print the folders that belong to no provider.

    Returns:
        Whether there are any.
    """
    ours = {provider.distribution for provider in load_providers(())}
    folders = (path.name for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))  # temporary ones
    strays = sorted({*folders} - ours)
    for name in strays:
        print(f"{name}: belongs to no provider under specs/: delete it")
    return bool(strays)


def _report(provider: Provider, differing: Sequence[str], check: bool) -> None:
    if not differing:
        print(f"{provider.distribution}: unchanged")
    elif not check:
        print(f"{provider.distribution}: {len(differing)} files updated")
    for name in differing if check else ():
        print(f"{provider.distribution}: {name}: out of date; run: python -m scripts.generate")


if __name__ == "__main__":
    # the generator imports these to load documents, which we load ourselves; they are slow to import
    for unused in ("httpcore", "httpx", "ruamel.yaml", "ruamel.yaml.error"):
        sys.modules[unused] = cast("ModuleType", SimpleNamespace(YAML=None, YAMLError=None))
    gc.disable()  # nearly all that is made is kept to the end, and there is much of it to search for circles
    sys.exit(main())
