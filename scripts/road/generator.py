"""Drive openapi-python-client by its Python API, with our templates, then format what it wrote.

Its command line can neither write a ``src/`` layout nor tell templates of servers and credentials. The API is only
semi-public: pyproject.toml pins the one version that this was written against.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Any, cast

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.schema.untrusted_string import UntrustedString

from scripts.road.annotations import DECODERS
from scripts.road.document import Document, RoadError
from scripts.road.facts import facts_of
from scripts.road.model import fields_of, imports_of, told_of
from scripts.road.names import check_model_names, check_operation_names
from scripts.road.normalise import normalise
from scripts.road.operation import Operation, operation_of
from scripts.road.provider import ROOT
from scripts.road.upstream import check_upstream

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.road.provider import Provider

TEMPLATES = ROOT / "scripts" / "templates"
HTTP_MODULE = "httpx"
"""The HTTP library of the clients, named once: its successor, httpx2, has the same interface."""

_OWN_MODULES = ("_answers", "_decoding", "_requests", "_sending", "_settings")
# The generator withholds what a spec says, in its messages as well; their addresses would differ each time.
_WITHHELD = re.compile(r"<[\w.]+UntrustedString object at 0x[0-9a-fA-F]+>")
_RULES = "B,C4,E4,E7,E9,F,I,PERF,PIE,RUF022,UP,W"
_ERRORS = (
    *("APIError", "AuthenticationError", "ClientError", "ConfigurationError", "ConflictError"),
    *("InsufficientCreditsError", "InvalidArgument", "InvalidRequestError", "NotFoundError", "NotReadyError"),
    *("PermissionDeniedError", "RateLimitedError", "ServerError", "TransportError", "UndecodableResponse"),
)


def generate_client(provider: Provider, spec: Document, folder: Path) -> None:
    """Write the client of ``provider`` into ``folder``, which must not exist.

    Raises:
        RoadError: The generator warned of anything, a name is not usable, or the code is not clean.
    """
    check_upstream(TEMPLATES)
    try:
        project = _project(provider, spec, folder)
        _write(project, provider)
    except RoadError as error:
        raise RoadError(f"specs/{provider.name}/openapi.yaml: {error}") from error
    _finish(provider, folder)


def _project(provider: Provider, spec: Document, folder: Path) -> Project:
    config = _config(provider, folder)
    normal = normalise(spec)
    check_operation_names(normal)
    data = GeneratorData.from_dict(normal, config=config)
    if isinstance(data, GeneratorError):
        raise RoadError(_told(data))
    project = Project(openapi=data, config=config, custom_template_path=TEMPLATES)
    project.package_dir = folder / "src" / provider.package
    collections = [data.endpoint_collections_by_tag[tag] for tag in sorted(data.endpoint_collections_by_tag)]
    _refuse([*data.errors, *(error for each in collections for error in each.parse_errors)])
    operations = [operation_of(endpoint) for each in collections for endpoint in each.endpoints]
    errors = [*_ERRORS, "ArchivedServiceWarning"] if provider.archived else [*_ERRORS]
    models = [each.class_info.name for each in (*data.models, *data.enums)]
    check_model_names(data, {*errors, provider.client_class, f"Async{provider.client_class}"})
    project.env.filters["literal"] = _literal
    project.env.globals.update(_context(provider, spec, operations))
    project.env.globals.update({"root_errors": cast("Any", errors), "root_models": cast("Any", models)})
    return project


def _context(provider: Provider, spec: Document, operations: list[Operation]) -> dict[str, Any]:
    """Give the templates all that ours need beyond what the generator gives them."""
    workspace = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "provider": provider,
        "facts": facts_of(provider, spec),
        "http": HTTP_MODULE,
        "decoders": list(DECODERS),
        "operation_of": operation_of,
        "fields_of": fields_of,
        "imports_of": imports_of,
        "told_of": told_of,
        "operations": operations,
        "example_arguments": ", ".join('"job_01h"' for argument in operations[0].arguments if argument.in_path),
        "classifiers": workspace["classifiers"],
        "requires_python": workspace["requires-python"],
    }


def _config(provider: Provider, folder: Path) -> Config:
    file = ConfigFile(
        project_name_override=provider.distribution,
        package_name_override=provider.package,
        package_version_override=provider.version,
        post_hooks=[],
    )
    return Config.from_sources(
        file, MetaType.UV, document_source=folder, file_encoding="utf-8", overwrite=True, output_path=folder
    )


def _write(project: Project, provider: Provider) -> None:
    project.package_dir.parent.mkdir(parents=True)
    with redirect_stdout(StringIO()):
        _refuse(project.build())
    for name in _OWN_MODULES:
        text = project.env.get_template(f"{name}.py.jinja").render()
        (project.package_dir / f"{name}.py").write_text(text, encoding="utf-8")
    (project.project_dir / ".gitignore").unlink()
    for name, source in (("LICENSE", ROOT), ("CHANGELOG.md", provider.folder)):
        if not (source / name).is_file():
            raise RoadError(f"{name}: is missing in {source.name}; every client has one")
        (project.project_dir / name).write_text((source / name).read_text(encoding="utf-8"), encoding="utf-8")


def _refuse(errors: Iterable[GeneratorError]) -> None:
    lines = [_told(error) for error in errors]
    if lines:
        raise RoadError("\n".join(lines))


def _told(error: GeneratorError) -> str:
    told = _WITHHELD.sub("…", f"{error.header.strip()} {error.detail or ''}".strip())
    data = error.data if isinstance(error, ParseError) else None
    return f"{told}: {data.model_dump_json(by_alias=True, exclude_none=True)}" if data else told


def _literal(value: object) -> str:
    """Write a text of the spec as Python: whatever it holds, it stays a text."""
    return repr(value.get_untrusted_value() if isinstance(value, UntrustedString) else value)


def _finish(provider: Provider, folder: Path) -> None:
    """Say in every file where it comes from, then format."""
    told = f"Generated by scripts/generate.py from specs/{provider.name}/openapi.yaml: do not edit."
    for path in sorted(folder.rglob("*.*")):
        if path.is_file():
            first = f"<!-- {told} -->\n" if path.suffix == ".md" else f"# {told}\n"
            text = "" if path.name == "py.typed" else path.read_text(encoding="utf-8").lstrip()
            path.write_text(first + text, encoding="utf-8")
    _ruff("format", folder)
    _ruff("check", folder, "--fix", "--select", _RULES)
    _ruff("format", folder)


def _ruff(command: str, folder: Path, *options: str) -> None:
    """Run ruff by the client's own pyproject.toml, so that whoever runs it over the client finds the same."""
    line = [sys.executable, "-m", "ruff", command, "--config=pyproject.toml", "--no-cache", *options, "."]
    run = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RoadError(f"ruff {command}: {folder.name}:\n{run.stdout}{run.stderr}")
