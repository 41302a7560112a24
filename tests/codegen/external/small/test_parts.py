"""Files that a form needs, how many it takes, and texts that are written in a media type already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import answering, checked, document, make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
FILE = {"type": "string", "format": "binary"}
FORM = "multipart/form-data"


def _form(
    name: str, required: list[str], properties: dict[str, Any], is_needed: bool = True, kind: str = FORM
) -> dict[str, Any]:
    schema = {"type": "object", "required": required, "properties": properties}
    body = {"required": is_needed, "content": {kind: {"schema": schema}}}
    return answering(TEXT, operationId=name, requestBody=body)


PATHS: dict[str, Any] = {
    "/scan": {"post": _form("scan", ["page"], {"page": FILE, "cover": FILE})},
    "/scans": {
        "post": _form("scans", ["pages"], {"pages": {"type": "array", "items": FILE, "minItems": 2, "maxItems": 3}})
    },
    "/empty": {"post": _form("empty", ["page"], {"page": {"anyOf": [FILE, {"type": "null"}]}, "note": TEXT})},
    "/maybe": {"post": _form("maybe", ["page"], {"page": FILE}, is_needed=False)},
    "/misnamed": {"post": _form("misnamed", ["page"], {"page": FILE}, kind="multipart/data")},
    "/about": {
        "post": _form("describe", [], {"about": {**TEXT, "contentMediaType": "application/json"}, "page": FILE})
    },
}


@pytest.fixture(scope="module")
def copier(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("copier"), "external_copier", document(PATHS, openapi="3.1.0"))


def test_all_of_it_comes_out_and_passes_mypy(copier: Made, tmp_path: Path) -> None:
    assert copier.notes.left_out == {}
    assert checked(copier, tmp_path).startswith("Success")


@pytest.mark.parametrize(
    ("name", "files", "problem"),
    [
        ("scan", {"page": None}, "page is None: give a file"),
        ("scans", {"pages": None}, "pages is None: give a file"),
        ("scans", {"pages": [b"a"]}, "pages has 1 file: give at least 2"),
        ("scans", {"pages": [b"a"] * 4}, "pages has 4 files: give at most 3"),
        ("maybe", {"page": None, "extra": {"a": "b"}}, "page: missing"),
    ],
)
def test_files_that_are_missing_or_too_many(copier: Made, name: str, files: dict[str, Any], problem: str) -> None:
    client = copier.client(b'"ok"')
    with pytest.raises(copier.package.errors.InvalidArgument, match=problem):
        getattr(client, name)(**files)
    assert copier.requests == []


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("scan", {"page": b"a"}),
        ("scan", {"page": b"a", "cover": None}),
        ("scans", {"pages": [b"a", b"b"]}),
        ("empty", {"page": None}),
        ("maybe", {}),
    ],
)
def test_files_that_may_be_missing_are(copier: Made, name: str, files: dict[str, Any]) -> None:
    assert getattr(copier.client(b'"ok"'), name)(**files) == "ok"


def test_subtype_that_nobody_has_registered(copier: Made) -> None:
    copier.client(b'"ok"').misnamed(page=b"a")
    assert copier.requests[0].headers["Content-Type"].startswith(f"{FORM}; boundary=")
    assert f"multipart/data is sent as {FORM}: there is no such media type" in copier.adaptations


def test_text_in_a_media_type_is_written_already(copier: Made) -> None:
    copier.client(b'"ok"').describe(about='{"a": 1}')
    assert b'name="about"\r\nContent-Type: application/json\r\n\r\n{"a": 1}\r\n' in copier.requests[0].content
