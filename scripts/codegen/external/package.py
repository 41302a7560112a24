"""Generate a package from an external document: complete and importable, or not at all."""

from __future__ import annotations

import gc
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from keyword import iskeyword
from typing import TYPE_CHECKING

from scripts.codegen.clients.generator import generate_client
from scripts.codegen.external.adapt import Adapted, adapt, leave_out, leave_out_requests
from scripts.codegen.external.naming import pascal
from scripts.codegen.external.notes import Notes, plain, report_text
from scripts.codegen.external.reading import read_external
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.folders import replace_folder, workshop
from scripts.codegen.openapi.navigation import mapping
from scripts.codegen.pages.provider import Provider

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import HTTPLibrary

REPORT = "REPORT.md"

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_IMPORTS = """
import gc, importlib, pkgutil, sys
gc.disable()
sys.modules.update(dict.fromkeys({"click", "trio"} - {sys.argv[1]}))  # httpx imports them if it finds them
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, f"{sys.argv[1]}."):
    importlib.import_module(module.name)
"""


@dataclass(frozen=True)
class ExternalProvider(Provider):
    """An external API as a provider, of which only the name of the package was chosen."""

    document: str = field(default="")
    """The name of the file."""

    @property
    def source(self) -> str:
        """The name of the document in messages and generated files."""
        return self.document

    @property
    def extra_files(self) -> dict[str, Path]:
        """None: its licence is up to its user."""
        return {}

    @property
    def product(self) -> str:
        """What the client is for."""
        return "API"

    @property
    def distribution(self) -> str:
        """The distribution name of the client (PyPI)."""
        return self.name.replace("_", "-").lower()

    @property
    def package(self) -> str:
        """The import name of the client."""
        return self.name


def generate_external(path: Path, name: str, out: Path, http: HTTPLibrary = "httpx") -> Notes:
    """Generate a package in the folder ``out``/``name``.

    An earlier package is replaced once all modules of the new one could be imported.

    Args:
        path: The OpenAPI document.
        name: The import name of the package.
        out: The parent folder.
        http: The HTTP library that the package requires.

    Raises:
        CodegenError: The document cannot be read, the name is not valid, the folder exists and is not such a package,
            or no operation is supported. Nothing has changed then.
    """
    _check_name(name)
    _check_place(out / name)
    provider, adapted = _read(path, name, http)
    folder = out / name
    with workshop(folder) as place:
        _generate(provider, adapted, place / name)
        _import_all(place / name / "src", name)
        (place / name / REPORT).write_text(report_text(adapted.notes, path.name), encoding="utf-8")
        replace_folder(place / name, folder)
    return adapted.notes


def _read(path: Path, name: str, http: HTTPLibrary) -> tuple[ExternalProvider, Adapted]:
    """Read and adapt a document, and keep nothing of it but what was adapted."""
    try:
        document = read_external(path)
    except CodegenError as error:
        raise CodegenError(f"{path}: {error}") from error
    adapted = adapt(document, name, pascal(name, "External"))
    provider = _provider(document, adapted, path, name, http)
    del document
    gc.collect()  # its readers refer to each other
    return provider, adapted


def _check_name(name: str) -> None:
    taken = {*sys.stdlib_module_names, "attr", "attrs", "httpx", "httpx2"}
    if not _NAME.fullmatch(name) or iskeyword(name) or name in taken:
        raise CodegenError(
            f"--name {name!r}: cannot name a package: use letters, digits and _, and not the name of a standard module"
        )


def _check_place(folder: Path) -> None:
    """Check that nothing but an earlier package would be replaced."""
    is_there = folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
    if is_there and not (folder / REPORT).is_file():
        raise CodegenError(f"{folder}: exists already and is not a generated package: remove it, or give another --out")


def _provider(document: Document, adapted: Adapted, path: Path, name: str, http: HTTPLibrary) -> ExternalProvider:
    return ExternalProvider(
        name=name,
        title=_title(document) or name,
        makes=(),
        version="0.1.0",
        class_prefix=pascal(name, "External"),
        homepage=_homepage(document),
        base_url_env=f"{name.upper()}_BASE_URL",
        pages=(),
        credentials=adapted.access.credentials,
        folder=path.parent,
        document=plain(path.name),
        http=http,
    )


def _title(document: Document) -> str:
    """Return the title of the document, words only."""
    title = str(mapping(document.get("info")).get("title", ""))[:80]
    words = (letter if letter.isalpha() or letter.isdecimal() or letter in ".&+-" else " " for letter in title)
    return " ".join("".join(words).split()).removesuffix(" API")  # added by the templates


def _homepage(document: Document) -> str:
    """Return the URL of the documentation or contact in the document, if it is a plain https URL."""
    info = mapping(document.get("info"))
    named = (document.get("externalDocs"), info.get("contact"))
    found = [str(mapping(each).get("url", "")) for each in named]
    return next((url for url in found if re.fullmatch(r"https://[\w./~?=&%+-]+", url, re.ASCII)), "")


def _generate(provider: ExternalProvider, adapted: Adapted, folder: Path) -> None:
    """Generate the client; if that fails, without the operations that fail on their own."""
    _refuse_nothing(adapted)
    why = _fault(provider, adapted, list(adapted.places), folder)
    if why:
        leave_out_requests(adapted)
        _refuse_nothing(adapted)
        why = _fault(provider, adapted, list(adapted.places), folder)
    if why:
        _leave_out_faulty(provider, adapted, list(adapted.places), folder)
        _refuse_nothing(adapted)
        why = _fault(provider, adapted, list(adapted.places), folder)
    if why:
        raise CodegenError(f"{provider.document}: {why}")


def _leave_out_faulty(provider: ExternalProvider, adapted: Adapted, labels: list[str], folder: Path) -> None:
    """Find the operations that fail by bisection."""
    why = _fault(provider, adapted, labels, folder)
    shutil.rmtree(folder, ignore_errors=True)
    if why and len(labels) == 1:
        leave_out(adapted, labels[0], why)
    elif why:
        half = len(labels) // 2
        _leave_out_faulty(provider, adapted, labels[:half], folder)
        _leave_out_faulty(provider, adapted, labels[half:], folder)


def _fault(provider: ExternalProvider, adapted: Adapted, labels: list[str], folder: Path) -> str:
    """Generate a client of some operations; return why it failed, or an empty text."""
    shutil.rmtree(folder, ignore_errors=True)
    paths: Document = {}
    for _, path, method in (adapted.places[label] for label in labels):
        paths.setdefault(str(path), {})[method] = adapted.spec["paths"][path][method]
    try:
        generate_client(_with_needed_credentials(provider, paths), {**adapted.spec, "paths": paths}, folder)
    except Exception as error:  # neither the generator nor the document is ours
        return str(error) if isinstance(error, CodegenError) else f"{type(error).__name__}: {error}"
    return ""


def _with_needed_credentials(provider: ExternalProvider, paths: Document) -> ExternalProvider:
    """Return a provider with the credentials that some operations need: those of others are refused."""
    alternatives = [each for item in paths.values() for operation in item.values() for each in operation["security"]]
    needed = {scheme for each in alternatives for scheme in each}
    return replace(provider, credentials=tuple(each for each in provider.credentials if each.scheme in needed))


def _refuse_nothing(adapted: Adapted) -> None:
    if not adapted.places:
        reasons = "; ".join(f"{operation}: {why}" for operation, why in list(adapted.notes.left_out.items())[:20])
        raise CodegenError(f"no operation is supported: {reasons or 'it has none'}")


def _import_all(source: Path, name: str) -> None:
    """Import every module of a package, in a separate process."""
    command = [sys.executable, "-W", "error", "-c", _IMPORTS, name]
    run = subprocess.run(
        command, cwd=source, capture_output=True, text=True, check=False, env={"PYTHONDONTWRITEBYTECODE": "1"}
    )
    if run.returncode:
        raise CodegenError(f"{name}: cannot be imported:\n{run.stderr[-2000:]}")
