"""What a person decided about a provider: its names, credentials and pages (specs/<name>/provider.toml)."""

import tomllib
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from scripts.codegen.openapi.document import CodegenError

ROOT = Path(__file__).resolve().parents[3]
SPECS = ROOT / "specs"

_STRICT = ConfigDict(extra="forbid")

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
WebAddress = Annotated[str, Field(pattern=r"^https://[^\s]+$")]
PageAddress = Annotated[str, Field(pattern=r"^(https://|http://127\.0\.0\.1:)[^\s]+$")]
"""Plain http is for a server on this machine alone."""


@dataclass(frozen=True, config=_STRICT)
class Page:
    """One docs page as pulled: its file under pages/, where it was pulled from, and whether it is a page for people."""

    file: Annotated[str, Field(pattern=r"^\w[\w.-]*$")]
    url: PageAddress | None = None
    """None for a page that only comes from files (`nox -s pull -- --from DIR`)."""
    kind: Literal["page", "openapi"] = "page"
    """`openapi`: a whole OpenAPI document, as JSON (`.json`) or YAML."""


@dataclass(frozen=True, config=_STRICT)
class Credential:
    """What a user supplies for one security scheme of the spec."""

    scheme: str
    argument: Identifier
    env: Variable


@dataclass(frozen=True, config=_STRICT)
class Archived:
    """A service that is reported closed: since when, in which words users are told, who reports it."""

    since: date
    note: str
    sources: tuple[WebAddress, ...]


@dataclass(frozen=True, config=_STRICT)
class Provider:
    """A provider as its provider.toml tells it; the spec tells everything else."""

    name: Name
    title: Annotated[str, Field(pattern=r"^[\w .&+'-]+$")]
    makes: tuple[str, ...]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    class_prefix: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*$")]
    homepage: WebAddress
    base_url_env: Variable
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]
    credentials: Annotated[tuple[Credential, ...], Field(min_length=1)]
    folder: Path
    submit: Identifier | None = None
    """The operation that submits a job with the least to be said, where there is one."""
    example: dict[Identifier, str | int | float] = field(default_factory=dict[str, str | int | float])
    """What readmes submit, by the names of the arguments."""
    archived: Archived | None = None

    @property
    def spec(self) -> Path:
        """The built OpenAPI document."""
        return self.folder / "openapi.yaml"

    @property
    def overlays(self) -> tuple[Path, ...]:
        """What we add to the pages, in the order of applying: the corrections first, then what other pages tell."""
        return self.folder / "overlay.yaml", *sorted(self.folder.glob("*.overlay.yaml"))

    @property
    def source(self) -> str:
        """The built OpenAPI document, as messages and generated files call it."""
        return f"specs/{self.name}/openapi.yaml"

    @property
    def papers(self) -> dict[str, Path]:
        """The files that lie beside the code of the client, and the folders that they come from."""
        return {"LICENSE": ROOT, "CHANGELOG.md": self.folder}

    @property
    def product(self) -> str:
        """What the client is for, after the provider's name."""
        return f"{' and '.join(self.makes)} jobs"

    @property
    def distribution(self) -> str:
        """The client as pip knows it."""
        return f"{self.name}-jobs-client"

    @property
    def package(self) -> str:
        """The client as Python imports it."""
        return f"{self.name}_jobs_client"

    @property
    def client_class(self) -> str:
        """The client's synchronous root class."""
        return f"{self.class_prefix}Client"

    def page_path(self, page: Page) -> Path:
        """Where a pulled page stands."""
        return self.folder / "pages" / page.file


def provider_names(specs: Path = SPECS) -> tuple[str, ...]:
    """Name every provider that has a provider.toml under ``specs``, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in specs.glob("*/provider.toml")))


def load_provider(name: str, specs: Path = SPECS) -> Provider:
    """Read ``specs``/<name>/provider.toml.

    Raises:
        CodegenError: No such provider (the message lists those there are), or a fault in its file: not TOML,
            a key that is missing, unknown or of the wrong form. The message names file and key.
    """
    if name not in provider_names(specs):
        raise CodegenError(f"{name}: no such provider; there are {', '.join(provider_names(specs))}")
    path = specs / name / "provider.toml"
    where = f"specs/{name}/provider.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        provider = TypeAdapter(Provider).validate_python({**table, "folder": path.parent})
    except tomllib.TOMLDecodeError as error:
        raise CodegenError(f"{where}: not TOML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise CodegenError(f"{where}: {faults}") from error
    if provider.name != name:
        raise CodegenError(f"{where}: name: is {provider.name!r}, but the folder is {name!r}")
    return provider


def load_providers(names: Sequence[str], specs: Path = SPECS) -> tuple[Provider, ...]:
    """Read the named providers, or all of them when none is named."""
    return tuple(load_provider(name, specs) for name in names or provider_names(specs))
