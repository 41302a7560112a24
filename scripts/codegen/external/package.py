"""A package from a foreign document: whole and importable, or not there at all."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import field
from keyword import iskeyword
from pathlib import Path  # noqa: TC003  (pydantic evaluates annotations)
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from scripts.codegen.clients.generator import generate_client
from scripts.codegen.external.adapt import Adapted, adapt, leave_out
from scripts.codegen.external.naming import pascal
from scripts.codegen.external.notes import Notes, plain, report_text
from scripts.codegen.external.reading import read_foreign
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.folders import replace_folder, workshop
from scripts.codegen.openapi.navigation import mapping
from scripts.codegen.pages.provider import Credential, Page, Provider

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document

REPORT = "REPORT.md"

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_IMPORTS = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, f"{sys.argv[1]}."):
    importlib.import_module(module.name)
"""


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Foreign(Provider):
    """A foreign API in the place of a provider: nobody decided anything about it but the name of its package."""

    name: Annotated[str, Field(pattern=_NAME.pattern)]
    homepage: str
    pages: tuple[Page, ...]
    credentials: tuple[Credential, ...]
    document: str = field(default="")
    """The file that it was read from, without its folder."""

    @property
    def source(self) -> str:
        """The document, as messages and generated files call it."""
        return self.document

    @property
    def extra_files(self) -> dict[str, Path]:
        """None: which licence it has is up to whoever generates it."""
        return {}

    @property
    def product(self) -> str:
        """What the client is for, after the API's name."""
        return "API"

    @property
    def distribution(self) -> str:
        """The client as pip knows it."""
        return self.name.replace("_", "-").lower()

    @property
    def package(self) -> str:
        """The client as Python imports it."""
        return self.name


def generate_foreign(path: Path, name: str, out: Path) -> Notes:
    """Make the package ``name`` of the document in ``path``, in the folder ``out``/``name``.

    An earlier one is replaced, once the new one is whole and every module of it was imported.

    Raises:
        CodegenError: The document cannot be read, the name cannot name a package, something else is in its place,
            or no operation came out; the message says why, and ``out`` is as it was.
    """
    _check_name(name)
    _check_place(out / name)
    try:
        document = read_foreign(path)
    except CodegenError as error:
        raise CodegenError(f"{path}: {error}") from error
    adapted = adapt(document, name, pascal(name, "Foreign"))
    provider = _provider(document, adapted, path, name)
    folder = out / name
    with workshop(folder) as place:
        _generate(provider, adapted, place / name)
        _import_all(place / name / "src", name)
        (place / name / REPORT).write_text(report_text(adapted.notes, path.name), encoding="utf-8")
        replace_folder(place / name, folder)
    return adapted.notes


def _check_name(name: str) -> None:
    taken = {*sys.stdlib_module_names, "attr", "attrs", "httpx"}
    if not _NAME.fullmatch(name) or iskeyword(name) or name in taken:
        raise CodegenError(
            f"--name {name!r}: cannot name a package: give letters, digits and _, and no module of Python's"
        )


def _check_place(folder: Path) -> None:
    """Make sure that nothing is replaced but an earlier package. Raises `CodegenError` otherwise."""
    is_there = folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
    if is_there and not (folder / REPORT).is_file():
        raise CodegenError(f"{folder}: is there already, and was not made by this: remove it, or give another --out")


def _provider(document: Document, adapted: Adapted, path: Path, name: str) -> Foreign:
    return Foreign(
        name=name,
        title=_title(document) or name,
        makes=(),
        version="0.1.0",
        class_prefix=pascal(name, "Foreign"),
        homepage=_homepage(document),
        base_url_env=f"{name.upper()}_BASE_URL",
        pages=(),
        credentials=adapted.access.credentials,
        folder=path.parent,
        document=plain(path.name),
    )


def _title(document: Document) -> str:
    """Give the words of the document's title, without anything that could be more than a word."""
    given = str(mapping(document.get("info")).get("title", ""))[:80]
    words = (letter if letter.isalpha() or letter.isdecimal() or letter in ".&+-" else " " for letter in given)
    return " ".join("".join(words).split()).removesuffix(" API")  # which templates add


def _homepage(document: Document) -> str:
    """Give the address that the document names for people, where it is nothing but an address."""
    info = mapping(document.get("info"))
    named = (document.get("externalDocs"), info.get("contact"))
    found = [str(mapping(each).get("url", "")) for each in named]
    return next((url for url in found if re.fullmatch(r"https://[\w./~?=&%+-]+", url, re.ASCII)), "")


def _generate(provider: Foreign, adapted: Adapted, folder: Path) -> None:
    """Generate; where the whole does not come out, without the operations that do not come out alone."""
    _refuse_nothing(adapted)
    why = _fault(provider, adapted, list(adapted.places), folder)
    if why:
        _leave_out_faulty(provider, adapted, list(adapted.places), folder)
        _refuse_nothing(adapted)
        why = _fault(provider, adapted, list(adapted.places), folder)
    if why:
        raise CodegenError(f"{provider.document}: {why}")


def _leave_out_faulty(provider: Foreign, adapted: Adapted, labels: list[str], folder: Path) -> None:
    """Halve the operations until those are found that do not come out."""
    why = _fault(provider, adapted, labels, folder)
    shutil.rmtree(folder, ignore_errors=True)
    if why and len(labels) == 1:
        leave_out(adapted, labels[0], why)
    elif why:
        half = len(labels) // 2
        _leave_out_faulty(provider, adapted, labels[:half], folder)
        _leave_out_faulty(provider, adapted, labels[half:], folder)


def _fault(provider: Foreign, adapted: Adapted, labels: list[str], folder: Path) -> str:
    """Generate a client of these operations; give why it did not come out, nothing where it did."""
    shutil.rmtree(folder, ignore_errors=True)
    paths: Document = {}
    for _, path, method in (adapted.places[label] for label in labels):
        paths.setdefault(str(path), {})[method] = adapted.spec["paths"][path][method]
    try:
        generate_client(provider, {**adapted.spec, "paths": paths}, folder)
    except Exception as error:  # the generator is not ours, and neither is the document
        return str(error) if isinstance(error, CodegenError) else f"{type(error).__name__}: {error}"
    return ""


def _refuse_nothing(adapted: Adapted) -> None:
    if not adapted.places:
        told = "; ".join(f"{operation}: {why}" for operation, why in list(adapted.notes.left_out.items())[:20])
        raise CodegenError(f"no operation of it can be expressed by a client: {told or 'it has none'}")


def _import_all(source: Path, name: str) -> None:
    """Import every module of a package, in a process of its own."""
    command = [sys.executable, "-W", "error", "-c", _IMPORTS, name]
    run = subprocess.run(
        command, cwd=source, capture_output=True, text=True, check=False, env={"PYTHONDONTWRITEBYTECODE": "1"}
    )
    if run.returncode:
        raise CodegenError(f"{name}: cannot be imported, and is not kept:\n{run.stderr[-2000:]}")
