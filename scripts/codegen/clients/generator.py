"""Run openapi-python-client through its Python API, with our templates, then format the result.

Its command line can neither write a ``src/`` layout nor pass servers and credentials to templates. The API is only
semi-public, so pyproject.toml pins the exact version.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache, partial
from io import StringIO
from typing import TYPE_CHECKING, Any, cast

from jinja2 import ChoiceLoader, FileSystemBytecodeCache, FileSystemLoader, Template
from openapi_python_client import Project, strings
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser import openapi as parser
from openapi_python_client.parser.errors import GeneratorError, ParseError

from scripts.codegen.clients.api_facts import facts_of
from scripts.codegen.clients.escaping import FILTERS
from scripts.codegen.clients.normalise import normalise
from scripts.codegen.clients.operations.annotations import DECODERS
from scripts.codegen.clients.operations.model_fields import READERS, description_of, fields_of, further_of, imports_of
from scripts.codegen.clients.operations.operation import Operation, operation_of
from scripts.codegen.clients.operations.package_parts import Parts
from scripts.codegen.clients.operations.pagination import pagination_of
from scripts.codegen.clients.operations.request import request_of
from scripts.codegen.clients.operations.request_schemas import Shapes, shared_limits
from scripts.codegen.clients.operations.response_attributes import attributes_at
from scripts.codegen.clients.plain_requests import with_plain_requests
from scripts.codegen.clients.reserved_names import check_model_names, check_operation_names
from scripts.codegen.clients.shared_schemas import share_schemas
from scripts.codegen.clients.template_hashes import check_upstream
from scripts.codegen.clients.variants import with_variants
from scripts.codegen.openapi.document import CodegenError, Document
from scripts.codegen.openapi.navigation import operations as spec_operations
from scripts.codegen.pages.provider import ROOT
from scripts.codegen.specs.formatting import RUFF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openapi_python_client.parser.properties.protocol import PropertyProtocol

    from scripts.codegen.clients.api_facts import Facts
    from scripts.codegen.clients.operations.response_attributes import Models
    from scripts.codegen.pages.provider import Provider


def _same(endpoint: object) -> object:
    return endpoint


# The parser copies each endpoint three times with all models that it reaches, and never uses the original again.
setattr(parser, "deepcopy", _same)  # noqa: B010  (the name is not public)
# It only finds ASCII letters in the names of path parameters, and refuses a name that is there twice.
setattr(parser, "_PATH_PARAM_REGEX", re.compile(r"{([\w-]+)}(?!.*{\1})"))  # noqa: B010
# It makes the same names again and again, letter by letter.
setattr(strings, "sanitize", cache(strings.sanitize))  # noqa: B010
setattr(strings, "split_words", cache(strings.split_words))  # noqa: B010
setattr(strings, "snake_case", cache(strings.snake_case))  # noqa: B010

TEMPLATES = ROOT / "scripts" / "templates"
TEMPLATE_LOADER = FileSystemLoader(
    [TEMPLATES, *(TEMPLATES / name for name in ("package", "modules", "runtime", "optional", "facade"))]
)
"""The generator loads its templates by name, without a folder."""

_HTTP_REQUIREMENTS = {"httpx": "httpx>=0.28,<0.29", "httpx2": "httpx2>=2.16,<3"}
"""What a client requires by the `http` of its provider. Both libraries have the same interface."""

# The generator hides texts of a spec in its messages behind object addresses, which differ each time.
_WITHHELD = re.compile(r"<[\w.]+UntrustedString object at 0x[0-9a-fA-F]+>")
_RULES = "B,C4,E4,E7,E9,F,I,PERF,PIE,RUF022,UP,W"
ERRORS = (
    *("APIError", "AuthenticationError", "ClientError", "ConfigurationError", "ConflictError"),
    *("InsufficientCreditsError", "InvalidArgument", "InvalidRequestError", "NotFoundError", "NotReadyError"),
    *("PermissionDeniedError", "RateLimitedError", "ServerError", "TransportError", "UndecodableResponse"),
    "WrongJobError",
)


def generate_client(provider: Provider, spec: Document, folder: Path) -> None:
    """Write the client of a provider into a folder that does not exist yet.

    Raises:
        CodegenError: The generator has a warning, a name is not usable, or ruff has a finding.
    """
    check_upstream(TEMPLATES)
    try:
        project = _project(provider, spec, folder)
        _write(project, provider)
    except CodegenError as error:
        raise CodegenError("\n".join(_located(provider, line) for line in str(error).splitlines() if line)) from error
    _finish(folder)


def _located(provider: Provider, message: str) -> str:
    """Return a message with the file that it is about."""
    is_of_settings = message.startswith("provider.toml")
    return f"specs/{provider.name}/{message}" if is_of_settings else f"{provider.source}: {message}"


def _project(provider: Provider, document: Document, folder: Path) -> Project:
    config = _config(provider, folder)
    spec = with_variants(document)
    check_operation_names(spec)
    normalised = normalise(spec)
    share_schemas(normalised)
    data = GeneratorData.from_dict(normalised, config=config)
    if isinstance(data, GeneratorError):
        raise CodegenError(_message(data))
    project = Project(openapi=data, config=config)
    project.env.loader = ChoiceLoader([TEMPLATE_LOADER, cast("Any", project.env.loader)])
    project.env.bytecode_cache = FileSystemBytecodeCache()  # compiling the templates takes as long as all the rest
    project.env.template_class = _template_class(provider)
    project.package_dir = folder / "src" / provider.package
    collections = data.endpoint_collections_by_tag.values()
    _refuse([*data.errors, *(error for each in collections for error in each.parse_errors)])
    errors = [*ERRORS, "ArchivedServiceWarning"] if provider.archived else [*ERRORS]
    models = [each.class_info.name for each in (*data.models, *data.enums)]
    modules = {str(each.class_info.name): str(each.class_info.module_name) for each in data.models}
    requests = with_plain_requests(spec)
    facts, shapes = facts_of(provider, spec), Shapes(requests, models=frozenset(modules))
    operations = _operations(data, requests, facts, shapes)
    _check_example(provider, operations)
    check_model_names(data, {*errors, *shapes.found, provider.client_class, f"Async{provider.client_class}"})
    project.env.filters.update(FILTERS)
    project.env.globals.update(_context(provider, facts, operations, shapes, _objects(requests, operations)))
    project.env.globals.update({"shape_imports": cast("Any", _shape_imports(shapes, modules))})
    project.env.globals.update({"root_errors": cast("Any", errors), "root_models": cast("Any", models)})
    return project


def _operations(data: GeneratorData, spec: Document, facts: Facts, shapes: Shapes) -> dict[str, Operation]:
    """Return the operations by name, in the order of the spec: that of the provider's page comes first."""
    endpoints = {str(one.name): one for each in data.endpoint_collections_by_tag.values() for one in each.endpoints}
    models = {str(model.class_info.name): model for model in data.models}
    modules = {name: str(model.class_info.module_name) for name, model in models.items()}
    found: dict[str, Operation] = {}
    faults: list[str] = []
    for place, operation in spec_operations(spec):
        name, pages = operation["operationId"], operation.get("x-pages")
        try:
            request = request_of(spec, place, operation, shapes)
            pagination = partial(pagination_of, name, pages, request, models) if pages else None
            job_id = partial(_job_id, name, operation["x-job-id"], models) if "x-job-id" in operation else None
            made = operation_of(endpoints[name], request, facts.alternatives[name], pagination, job_id, modules)
        except CodegenError as error:  # so that one run names them all
            faults.append(str(error))
            continue
        method, server = operation.get("x-method", made.method), operation.get("x-base-url", "")
        found[name] = replace(made, method=method, server=server, **_streaming(operation, {*endpoints}))
    if faults:
        raise CodegenError("\n".join(dict.fromkeys(faults)))
    return found


def _shape_imports(shapes: Shapes, modules: dict[str, str]) -> list[str]:
    """Return the imports of the models that objects in requests may contain."""
    used = {name for shape in shapes.found.values() for name in shape.annotation_names & modules.keys()}
    return [f"from .models.{modules[name]} import {name}" for name in used]


def _objects(spec: Document, operations: dict[str, Operation]) -> dict[str, Document]:
    """Return the objects in requests that are checked by name."""
    requests = [each.request for each in operations.values()]
    limits = [one.limits for each in requests for one in each.arguments]
    return shared_limits(spec, [*limits, *(each.extra_limits for each in requests)])


def _streaming(operation: Document, names: set[str]) -> dict[str, Any]:
    """Return the variant that streams, and the argument that chooses it; an empty dict if there is none."""
    events = operation.get("x-events", {})
    return {"events": events["name"], "switch": events["argument"]} if events.get("name") in names else {}


def _job_id(name: str, at: str, models: Models, response: PropertyProtocol) -> tuple[str, ...]:
    return attributes_at(f"{name}: x-job-id", response, at, models)[0]


def _check_example(provider: Provider, operations: dict[str, Operation]) -> None:
    """Check that the arguments of the readme's example exist, and that no required one is missing."""
    arguments = operations[provider.submit].arguments if provider.submit in operations else ()
    needed = {argument.name for argument in arguments if argument.is_required}
    wrong = sorted((needed - {*provider.example}) | ({*provider.example} - {argument.name for argument in arguments}))
    if wrong:
        raise CodegenError(
            f"provider.toml: example: {', '.join(wrong)}: missing, or not an argument of {provider.submit}"
        )


def _context(
    provider: Provider,
    facts: Facts,
    operations: dict[str, Operation],
    shapes: Shapes,
    objects: dict[str, Document],
) -> dict[str, Any]:
    """Return the variables of our templates, in addition to the generator's own."""
    workspace = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "provider": provider,
        "facts": facts,
        "http": provider.http,
        "http_requirement": _HTTP_REQUIREMENTS[provider.http],
        "decoders": list(DECODERS),
        "readers": list(READERS),
        "operation_named": operations,
        "fields_of": fields_of,
        "further_of": further_of,
        "imports_of": imports_of,
        "description_of": description_of,
        "operations": list(operations.values()),
        "submit": operations.get(provider.submit) if provider.submit else None,
        "example": next(filter(_can_be_shown, operations.values()), None),
        "objects": objects,
        "parts": Parts.of(list(operations.values()), facts, objects),
        "shapes": list(shapes.found.values()),
        "shape_names": frozenset(shape.name for shape in shapes.found.values()),
        "classifiers": workspace["classifiers"],
        "requires_python": workspace["requires-python"],
    }


def _can_be_shown(operation: Operation) -> bool:
    """Return whether a readme can call an operation with just an id, and print the result."""
    is_shown = not operation.answer.is_nothing and not operation.answer.stream
    return is_shown and not any(each.is_required for each in operation.request.named)


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
    modules = cast("Parts", project.env.globals["parts"]).modules
    for name in (*modules, *(["requests"] if project.env.globals["shapes"] else [])):
        text = project.env.get_template(f"{name}.py.jinja").render()
        (project.package_dir / f"{name}.py").write_text(text, encoding="utf-8")
    (project.project_dir / ".gitignore").unlink()
    (project.package_dir / "py.typed").write_text(_with_origin("", "py.typed", provider), encoding="utf-8")
    for name, source in provider.extra_files.items():
        if not (source / name).is_file():
            raise CodegenError(f"{name}: is missing in {source.name}; every client needs one")
        text = (source / name).read_text(encoding="utf-8")
        (project.project_dir / name).write_text(_with_origin(text, name, provider), encoding="utf-8")


def _with_origin(text: str, name: str, provider: Provider) -> str:
    """Return the text of a file below a line that says where it comes from."""
    if "." not in name:
        return text  # such as LICENSE
    origin = f"Generated by scripts/generate.py from {provider.source}: do not edit."
    first = f"<!-- {origin} -->" if name.endswith(".md") else f"# {origin}"
    return f"{first}\n{text.lstrip()}"


def _template_class(provider: Provider) -> type[Template]:
    """Return a class of templates of whole files, which begin with their origin."""

    class FileTemplate(Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            name = (self.name or "").removesuffix(".jinja")
            return _with_origin(super().render(*args, **kwargs), name, provider)

    return FileTemplate


def _refuse(errors: Iterable[GeneratorError]) -> None:
    lines = [_message(error) for error in errors]
    if lines:
        raise CodegenError("\n".join(lines))


def _message(error: GeneratorError) -> str:
    message = _WITHHELD.sub("…", f"{error.header.strip()} {error.detail or ''}".strip())
    data = error.data if isinstance(error, ParseError) else None
    return f"{message}: {data.model_dump_json(by_alias=True, exclude_none=True)}" if data else message


def _finish(folder: Path) -> None:
    _ruff("check", folder, "--fix", "--select", _RULES)
    _ruff("format", folder)


def _ruff(command: str, folder: Path, *options: str) -> None:
    """Run ruff with the client's own pyproject.toml, so that its users get the same result."""
    line = [RUFF, command, "--config=pyproject.toml", "--no-cache", *options, "."]
    run = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        raise CodegenError(f"ruff {command}: {folder.name}:\n{run.stdout}{run.stderr}")
