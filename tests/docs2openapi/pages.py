"""The five real pages, and pages written inside tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs2openapi import read_page

if TYPE_CHECKING:
    from docs2openapi import Result

SPECS = Path(__file__).resolve().parents[2] / "specs"
EXPECTED = Path(__file__).parent / "expected"
FIVE = ("bland", "breeze", "finetuning", "oxen", "playai")  # read by a person; providers that come later are not
PAGES = {name: path for name in FIVE for path in sorted((SPECS / name / "pages").iterdir())}


def read_text(folder: Path, text: str) -> Result:
    """Read a page that a test has written."""
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return read_page(page)


def reasons(result: Result) -> list[str]:
    """The notes of a result, as ``line: reason``."""
    return [f"{note.line}: {note.reason}" for note in result.notes]


def operation(result: Result) -> dict[str, Any]:
    """The one operation of a document."""
    (item,) = result.document["paths"].values()
    (found,) = item.values()
    return found


def body(result: Result, status: str = "200") -> dict[str, Any]:
    """The schema of a response body."""
    return operation(result)["responses"][status]["content"]["application/json"]["schema"]


_FLATTENED = """\
GET /v1/things/:id

Get a thing

GET https://api.things.example/v1/things/:id

ParameterTypeDescription
idstringThe thing

Response

200 OK
{example}

FieldTypeDescription
{rows}

End"""


def read_fused_rows(folder: Path, example: str, *rows: str) -> Result:
    """Read a flattened page with an example and the rows of a table of response fields."""
    return read_text(folder, _FLATTENED.replace("{example}", example).replace("{rows}", "\n".join(rows)))


FENCE = "```"


def response_page(example: str, *fields: str) -> str:
    """An MDX page with response fields and an example of the response."""
    example_tag = f"<ResponseExample>\n  {FENCE}json\n{example}\n  {FENCE}\n</ResponseExample>"
    return f"# A\n\n{chr(10).join(fields)}\n\n{example_tag}\n"


DOCUMENT = """\
openapi: 3.1.0
info: {title: A, version: 1.0.0}
servers: [{url: https://api.things.example}]
security: [{Key: []}]
paths:
  /v1/things/{id}:
    get:
      responses:
        200: {description: A thing, since: 2025-01-15}
"""


def fenced(document: str, info: str = "GET /v1/things/{id}", language: str = "yaml") -> str:
    """A page with a document in a fence."""
    return f"# A\n\n````{language} {info}\n{document}````\n"
