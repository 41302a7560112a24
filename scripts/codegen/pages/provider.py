"""Settings of a provider: names, credentials and pages (specs/<name>/provider.toml)."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

ROOT = Path(__file__).resolve().parents[3]
SPECS = ROOT / "specs"

_STRICT = ConfigDict(extra="forbid")
"""Of a table in provider.toml. The classes are only checked when one is read: a document of others needs none."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
WebAddress = Annotated[str, Field(pattern=r"^https://[^\s]+$")]
PageAddress = Annotated[str, Field(pattern=r"^(https://|http://127\.0\.0\.1:)[^\s]+$")]
"""Plain http is allowed for a local server only."""
HTTPLibrary = Literal["httpx", "httpx2"]


@dataclass(frozen=True)
class Page:
    """A docs page: its file under pages/, and the URL that it is pulled from."""

    __pydantic_config__ = _STRICT

    file: Annotated[str, Field(pattern=r"^\w[\w.-]*$")]
    url: PageAddress | None = None
    """None if the page only comes from a file (`nox -s pull -- --from DIR`)."""
    kind: Literal["page", "openapi"] = "page"
    """`page` is written for people; `openapi` is a whole OpenAPI document, JSON (`.json`) or YAML."""


@dataclass(frozen=True)
class Credential:
    """The value that a user supplies for a security scheme: its argument and environment variable."""

    __pydantic_config__ = _STRICT

    scheme: str
    argument: Identifier
    env: Variable
    is_required: bool = True
    """False if there are operations without it."""


@dataclass(frozen=True)
class Archived:
    """A service that is reported closed: since when, the note that users see, and sources."""

    __pydantic_config__ = _STRICT

    since: date
    note: str
    sources: tuple[WebAddress, ...]


@dataclass(frozen=True)
class Provider:
    """A provider as described in its provider.toml; everything else is in the spec."""

    __pydantic_config__ = _STRICT

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
    """The operation that submits a job, if there is one."""
    count: Identifier | None = None
    """Its argument for the number of jobs, if one call can submit several."""
    renamed: dict[Identifier, Identifier] = field(default_factory=dict[str, str])
    """The facade's names of its arguments whose own name the facade uses itself, such as `key`."""
    listing: Identifier | None = None
    """The operation that lists jobs, if there is one."""
    example: dict[Identifier, str | int | float] = field(default_factory=dict[str, str | int | float])
    """Arguments that readmes submit, by name."""
    archived: Archived | None = None
    http: HTTPLibrary = "httpx"
    """The HTTP library that the client requires. A user's own `http_client` may be of either."""

    @property
    def spec(self) -> Path:
        """The built OpenAPI document."""
        return self.folder / "openapi.yaml"

    @property
    def overlays(self) -> tuple[Path, ...]:
        """Our overlays in the order of applying: corrections first, then facts from other pages."""
        return self.folder / "overlay.yaml", *sorted(self.folder.glob("*.overlay.yaml"))

    @property
    def source(self) -> str:
        """The name of the built OpenAPI document in messages and generated files."""
        return f"specs/{self.name}/openapi.yaml"

    @property
    def extra_files(self) -> dict[str, Path]:
        """Files to copy into the client, by name, with the folders that they come from."""
        return {"LICENSE": ROOT, "CHANGELOG.md": self.folder}

    @property
    def product(self) -> str:
        """What the client is for, for instance "speech jobs"."""
        return f"{' and '.join(self.makes)} jobs"

    @property
    def distribution(self) -> str:
        """The distribution name of the client (PyPI)."""
        return f"{self.name}-jobs-client"

    @property
    def package(self) -> str:
        """The import name of the client."""
        return f"{self.name}_jobs_client"

    @property
    def client_class(self) -> str:
        """The name of the synchronous client class."""
        return f"{self.class_prefix}Client"

    def page_path(self, page: Page) -> Path:
        """Return the path of a pulled page."""
        return self.folder / "pages" / page.file


def provider_names(specs: Path = SPECS) -> tuple[str, ...]:
    """Return the names of all providers with a provider.toml under ``specs``, sorted."""
    return tuple(sorted(path.parent.name for path in specs.glob("*/provider.toml")))


def load_provider(name: str, specs: Path = SPECS) -> Provider:
    """Read ``specs``/<name>/provider.toml.

    Raises:
        CodegenError: There is no such provider, its file is not TOML, or a key is missing, unknown or invalid.
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
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {_advice(fault)}" for fault in error.errors())
        raise CodegenError(f"{where}: {faults}") from error
    if provider.name != name:
        raise CodegenError(f"{where}: name: is {provider.name!r}, but the folder is {name!r}")
    return provider


def _advice(fault: "ErrorDetails") -> str:
    return 'give a list, such as ["speech"]' if fault["type"] == "tuple_type" else fault["msg"]


def load_providers(names: Sequence[str], specs: Path = SPECS) -> tuple[Provider, ...]:
    """Read the named providers, or all if none is named."""
    return tuple(load_provider(name, specs) for name in names or provider_names(specs))
