"""Generate the files of a new provider that are then edited by hand: adapter, sandbox provider, user scripts."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.codegen.clients.escaping import FILTERS
from scripts.codegen.clients.facade.provider_jobs import calls_text
from scripts.codegen.clients.facade.submit import submit_of
from scripts.codegen.clients.generator import TEMPLATES
from scripts.codegen.new_provider.job_fields import (
    NO_JOB,
    JobFields,
    id_query,
    job_fields_of,
    job_operation,
    response_of,
    status_words,
    submit_operation,
)
from scripts.codegen.new_provider.media_kinds import media_kind
from scripts.codegen.openapi.document import CodegenError, Document
from scripts.codegen.openapi.navigation import mapping, operations, resolve
from scripts.codegen.specs.formatting import formatted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.codegen.openapi.document import Json
    from scripts.codegen.pages.provider import Provider


_NOT_FOUND = "# No field of the response looks like"
"""How the comments of the templates begin, where a field was not found."""


@dataclass(frozen=True)
class Operation:
    """An operation of the generated client, with the fields of a job in its response.

    Attributes:
        name: The function's name.
        module: The module that it is in.
        model: The class of its result.
        fields: The fields of a job in it.
        id_query: The query parameter that is the job's id; empty if the id is in the path, or the job is a new one.
        id_argument: The argument of the function for it.
    """

    name: str
    module: str
    model: str
    fields: JobFields
    id_query: str
    id_argument: str


def render(template: str, **context: Any) -> str:
    """Render a template of templates/provider/."""
    environment = Environment(  # noqa: S701  (it writes Python and TOML, not HTML; every text goes through a filter)
        loader=FileSystemLoader(TEMPLATES / "provider"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    # A string in JSON form is the same string in TOML.
    environment.filters.update({**FILTERS, "toml": json.dumps})
    return environment.get_template(template).render(**context)


def scaffold(provider: Provider, spec: Document, root: Path) -> dict[Path, str]:
    """Return the texts of the adapter package, the sandbox provider and the user scripts, by path.

    Args:
        provider: The provider.
        spec: Its spec.
        root: The workspace.

    Raises:
        CodegenError: No operation of the spec gets one job.
    """
    context = _context(provider, spec, root)
    package, sandbox = root / "packages" / context["distribution"], "packages/generation-jobs-sandbox/src"
    source, strangers = package / "src" / context["package"], root / "tests/strangers"
    templates = {
        package / "pyproject.toml": "pyproject.toml",
        package / "README.md": "README.md",
        package / "CHANGELOG.md": "adapter_changelog.md",
        source / "__init__.py": "settings.py",
        source / "adapter.py": "adapter.py",
        root / sandbox / "generation_jobs_sandbox/providers" / f"{provider.name}.py": "imitation.py",
        strangers / f"use-{provider.distribution}.py": "stranger_client.py",
        strangers / f"use-{context['distribution']}.py": "stranger_adapter.py",
    }
    texts = {path: render(f"{template}.jinja", **context) for path, template in templates.items()}
    texts |= {path: formatted(text, path) for path, text in texts.items() if path.suffix == ".py"}
    if context["submit"]:
        path = calls_path(provider, root)
        texts[path] = package_calls_text(provider, spec, path)
    licence = (root / "LICENSE").read_text(encoding="utf-8")
    return {**texts, package / "LICENSE": licence, source / "py.typed": ""}


def calls_path(provider: Provider, root: Path) -> Path:
    """Return where the typed calls of a package that adds a provider are."""
    return root / f"packages/generation-jobs-{provider.name}/src/generation_jobs_{provider.name}/jobs.py"


def package_calls_text(provider: Provider, spec: Document, path: Path) -> str:
    """Return the module with the typed calls of a package that adds a provider; unlike the others, it is not edited.

    Args:
        provider: The provider.
        spec: Its spec.
        path: Where the module will be written.

    Raises:
        CodegenError: No operation submits, or its request cannot be expressed.
    """
    found = submit_operation(spec)
    operation = provider.submit or (str(found[1]["operationId"]) if found else None)
    if operation is None:
        raise CodegenError(f"{provider.source}: no operation submits a job, so that there are no typed calls: {path}")
    return calls_text(submit_of(provider, operation), path, f"{provider.package}.requests")


def not_found(path: Path) -> list[tuple[int, str]]:
    """Return the comments in a file about fields that were not found, with their lines, until somebody removes them."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [(number, line.strip().removeprefix("# ")) for number, line in lines if _NOT_FOUND in line]


def unmapped(path: Path, unknown: str) -> list[str]:
    """Return the keys of annotated dicts in a file whose value is still ``unknown``, an expression."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tables = (node.value for node in ast.walk(tree) if isinstance(node, ast.AnnAssign))
    pairs = (
        pair for table in tables if isinstance(table, ast.Dict) for pair in zip(table.keys, table.values, strict=True)
    )
    return [str(key.value) for key, value in pairs if isinstance(key, ast.Constant) and ast.unparse(value) == unknown]


def _context(provider: Provider, spec: Document, root: Path) -> dict[str, Any]:
    found = job_operation(spec)
    if found is None:
        raise CodegenError(f"specs/{provider.name}: {NO_JOB}")
    _, schema = response_of(spec, found[1])
    get = _operation(provider, spec, found[1], root)
    submit = submit_operation(spec)
    classes = _classes(root, provider)
    contract, errors = _class_of(schema, classes), _error_classes(spec, classes)
    arguments = list(dict.fromkeys(one.argument for one in provider.credentials))
    workspace = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    variables = list(dict.fromkeys(one.env for one in provider.credentials))
    return {
        "provider": provider,
        "distribution": f"generation-jobs-{provider.name}",
        "package": f"generation_jobs_{provider.name}",
        "requires_python": workspace["requires-python"],
        "facade": _facade_version(root),
        "get": get,
        "submit": _operation(provider, spec, submit[1], root) if submit else None,
        "words": status_words(spec, schema, get.fields.status),
        "kind": media_kind(provider.makes),
        "makes": ", ".join(provider.makes),
        "arguments": arguments,
        "more": [one for one in arguments if one != "api_key"],
        "variables": ", ".join([*variables, provider.base_url_env]),
        "variables_needed": variables,
        "contract": contract,
        "error_contract": " | ".join(errors) if errors else None,
        "models": sorted({*errors, *([contract] if contract else [])}),
    }


def _operation(provider: Provider, spec: Document, operation: Document, root: Path) -> Operation:
    """Find an operation in the generated client."""
    name = str(operation["operationId"])
    api = root / "generated" / provider.distribution / "src" / provider.package / "api"
    path = next(iter(sorted(api.glob(f"*/{name}.py"))), None)
    if path is None:
        raise CodegenError(f"{provider.distribution}: has no module for {name}; run: nox -s generate")
    functions = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)]
    model = next(ast.unparse(one.returns) for one in functions if one.name == "parse" and one.returns is not None)
    if not model.isidentifier() or model in {"bytes", "str"}:
        raise CodegenError(f"{provider.distribution}: {name} returns {model}; an adapter needs an object")
    fields = job_fields_of(spec, response_of(spec, operation)[1])
    get_kwargs = next(node for node in functions if node.name == "get_kwargs")
    query = "" if get_kwargs.args.args else id_query(spec, operation)
    return Operation(name, path.parent.name, model, fields, query, _required(get_kwargs) if query else "")


def _required(function: ast.FunctionDef) -> str:
    """Return the first keyword argument without a default."""
    arguments = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    return next(argument.arg for argument, default in arguments if default is None)


def _classes(root: Path, provider: Provider) -> set[str]:
    path = root / "packages/generation-jobs-sandbox/src/generation_jobs_sandbox/models" / f"{provider.name}.py"
    return {node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)}


def _class_of(schema: Json, classes: set[str]) -> str | None:
    """Return the contract model of a schema that is a reference, None if there is none."""
    name = str(mapping(schema).get("$ref", "")).rpartition("/")[2]
    pascal = "".join(word[:1].upper() + word[1:] for word in re.split(r"[\W_]+", name))
    return next((each for each in (name, pascal) if each in classes), None)


def _error_classes(spec: Document, classes: set[str]) -> list[str]:
    """Return the contract models of all errors, empty if one has no model."""
    found = [_class_of(schema, classes) for schema in _error_schemas(spec)]
    names = [name for name in found if name is not None]
    return sorted(set(names)) if len(names) == len(found) else []


def _error_schemas(spec: Document) -> Iterator[Json]:
    for _, operation in operations(spec):
        for status, response in mapping(operation.get("responses")).items():
            if not str(status).startswith("2"):
                content = mapping(mapping(resolve(spec, response)).get("content"))
                yield mapping(content.get("application/json")).get("schema")


def _facade_version(root: Path) -> str:
    path = root / "packages/generation-jobs/src/generation_jobs/_core/version.py"
    found = re.search(r'__version__ = "(\d+\.\d+)', path.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]
