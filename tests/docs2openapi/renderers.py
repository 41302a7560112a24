"""Formats of docs pages: each function writes an operation as a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docs2openapi import yaml_text

from tests.docs2openapi.random_operations import example_of

if TYPE_CHECKING:
    from collections.abc import Iterable

FENCE = "```"
Operation = dict[str, Any]


def _schema(spec: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind.removesuffix("[]") for kind in spec["type"].split(" | ")]
    schema: dict[str, Any] = {"type": kinds[0] if len(kinds) == 1 else kinds}
    if spec["type"].endswith("[]"):
        schema = {"type": "array", "items": {"type": kinds[0]}}
    return schema | {key: spec[key] for key in ("enum", "default", "description") if key in spec}


def _object(fields: Operation) -> dict[str, Any]:
    root: dict[str, Any] = {"type": "object"}
    for name, spec in fields.items():
        node, *steps = root, *name.split(".")
        for step in steps[:-1]:
            node = node["properties"][step.removesuffix("[]")]
            node = node["items"] if step.endswith("[]") else node
        node.setdefault("properties", {})[steps[-1]] = _schema(spec)
        if spec["required"]:
            node.setdefault("required", []).append(steps[-1])
    return root


def fence(operation: Operation) -> str:
    """A Markdown export with the document in a fence."""
    parameters = [
        {"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in operation["in_path"]
    ]
    parameters += [
        {"name": name, "in": "query", "required": spec["required"], "schema": _schema(spec)}
        for name, spec in operation["query"].items()
    ]
    parameters += [{"name": name, "in": "header", "schema": {"type": "string"}} for name in operation["headers"]]
    media = {"schema": _object(operation["answer"]), "example": example_of(operation["answer"])}
    answer = {"description": "", "content": {"application/json": media}}
    answer["headers"] = {name: {"schema": {"type": "string"}} for name in operation["answer_headers"]}
    item: dict[str, Any] = {"parameters": parameters, "responses": {operation["status"]: answer}}
    item["responses"] |= {s: {"description": "", "x-error-codes": codes} for s, codes in operation["errors"].items()}
    if operation["body"]:
        item["requestBody"] = {"content": {"application/json": {"schema": _object(operation["body"])}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": operation["server"]}],
        "security": [{"Key": []}],
        "paths": {operation["path"]: {operation["method"]: item}},
        "components": {"securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": operation["key"]}}},
    }
    info = f"yaml /openapi.json {operation['method']} {operation['path']}"
    return f"# T\n\n{FENCE}`{info}\n{yaml_text(document)}{FENCE}`\n"


def components(operation: Operation) -> str:
    """MDX with the operation in its front matter."""
    lines = [
        "---",
        f'api: "{operation["method"].upper()} {operation["server"]}{operation["path"]}"',
        "---",
        "",
        "# T",
        "",
    ]
    lines.append(f'<ParamField header="{operation["key"]}" type="string" required>Your key.</ParamField>')
    lines += [f'<ParamField path="{name}" type="string" required />' for name in operation["in_path"]]
    lines += [f'<ParamField header="{name}" type="string" />' for name in operation["headers"]]
    for name, spec in operation["query"].items():
        lines.append(_tag("ParamField", "query", name, spec))
    lines += _tags("ParamField", "body", operation["body"])
    lines += _tags("ResponseField", "name", operation["answer"])
    lines += [f'<ResponseField header="{name}" type="string" />' for name in operation["answer_headers"]]
    return "\n".join([*lines, "", *_shown(operation), "", *_errors(operation)])


def _tag(tag: str, location: str, name: str, spec: dict[str, Any], inner: Iterable[str] = ()) -> str:
    default = spec.get("default")
    attributes = f'{location}="{name}" type="{spec["type"]}"' + (" required" if spec["required"] else "")
    if default is not None:
        attributes += f" default={{{json.dumps(default)}}}" if not isinstance(default, str) else f' default="{default}"'
    values = ". One of: " + ", ".join(f"`{value}`" for value in spec["enum"]) if "enum" in spec else ""
    return "\n".join([f"<{tag} {attributes}>", f"  {spec['description']}{values}", *inner, f"</{tag}>"])


def _tags(tag: str, location: str, fields: Operation, prefix: str = "") -> list[str]:
    lines: list[str] = []
    for name, spec in fields.items():
        step = name.removeprefix(prefix)
        if name.startswith(prefix) and "." not in step:
            dots = "[]." if spec["type"].endswith("[]") else "."
            inner = _tags(tag, location, fields, f"{name}{dots}") if "object" in spec["type"] else []
            inner = ['<Expandable title="fields">', *inner, "</Expandable>"] if inner else []
            lines.append(_tag(tag, location, step, spec, inner))
    return lines


def _shown(operation: Operation) -> list[str]:
    return [f"{FENCE}json {operation['status']}", json.dumps(example_of(operation["answer"]), indent=2), FENCE]


def _errors(operation: Operation) -> list[str]:
    rows = [f"| {status} | `{code}` | Told |" for status, codes in operation["errors"].items() for code in codes]
    return ["## Errors", "", "| Status | Code | Meaning |", "|---|---|---|", *rows] if rows else []


_HEAD = ["Name", "Type", "Required", "Default", "Description"]


def _cells(name: str, spec: dict[str, Any], code: str) -> list[str]:
    default = json.dumps(spec["default"]).strip('"') if "default" in spec else ""
    values = ". One of: " + ", ".join(code.format(value) for value in spec["enum"]) if "enum" in spec else ""
    required = "Yes" if spec["required"] else "No"
    return [code.format(name), spec["type"], required, default, spec["description"] + values]


_TEXT = {"type": "string", "required": False, "description": "Tells it"}


def _sections(operation: Operation, code: str) -> list[tuple[str, list[list[str]]]]:
    key = {**_TEXT, "required": True, "description": "Your key"}
    return [
        (
            "Headers",
            [_cells(operation["key"], key, code), *(_cells(name, _TEXT, code) for name in operation["headers"])],
        ),
        ("Path parameters", [_cells(name, {**_TEXT, "required": True}, code) for name in operation["in_path"]]),
        ("Query parameters", [_cells(name, spec, code) for name, spec in operation["query"].items()]),
        ("Request body", [_cells(name, spec, code) for name, spec in operation["body"].items()]),
        ("Response", [_cells(name, spec, code) for name, spec in operation["answer"].items()]),
        ("Response headers", [_cells(name, _TEXT, code) for name in operation["answer_headers"]]),
    ]


def pipes(operation: Operation) -> str:
    """Markdown with pipe tables; pipes in types stand as they are."""
    lines = ["# T", "", f"`{operation['method'].upper()} {operation['server']}{operation['path']}`", ""]
    for title, rows in _sections(operation, "`{}`"):
        if rows:
            table = [_row(_HEAD), _row(["---"] * 5), *map(_row, rows)]
            lines += [f"## {title}", "", *(_shown(operation) if title == "Response" else []), "", *table, ""]
    return "\n".join([*lines, *_errors(operation)])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def html(operation: Operation) -> str:
    """Markdown with tables in HTML."""
    lines = [
        "# T",
        "",
        f"<b>{operation['method'].upper()}</b> <code>{operation['server']}{operation['path']}</code>",
        "",
    ]
    for title, rows in _sections(operation, "<code>{}</code>"):
        if rows:
            lines += [
                f"<h2>{title}</h2>",
                "",
                *(_shown(operation) if title == "Response" else []),
                "",
                *_html(_HEAD, rows),
                "",
            ]
    rows = [[status, code, "Told"] for status, codes in operation["errors"].items() for code in codes]
    return "\n".join([*lines, *(["<h2>Errors</h2>", *_html(["Status", "Code", "Meaning"], rows)] if rows else [])])


def _html(head: list[str], rows: list[list[str]]) -> list[str]:
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    header = "".join(f"<th>{cell}</th>" for cell in head)
    return ["<table>", f"<tr>{header}</tr>", *(f"<tr>{row}</tr>" for row in cells), "</table>"]


def flattened(operation: Operation) -> str:
    """Text with the cells of its tables fused."""
    lines = [f"{operation['method'].upper()} {operation['path']}", "", "T", ""]
    lines += [f"{operation['method'].upper()} {operation['server']}{operation['path']}", ""]
    for title, rows in _sections(operation, "{}"):
        if title == "Response":
            body = json.dumps(example_of(operation["answer"]), indent=2)
            lines += ["Response", "", f"{operation['status']} OK", body, ""]
        if rows:
            lines += [title.replace("Response", "Response fields") if title == "Response" else title, ""]
            lines += ["".join(_HEAD), *("".join(row) for row in rows), ""]
    rows = [f"{code}{status}Told" for status, codes in operation["errors"].items() for code in codes]
    return "\n".join([*lines, *(["Errors", "", "CodeStatusDescription", *rows] if rows else []), ""])
