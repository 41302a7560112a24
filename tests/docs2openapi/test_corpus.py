"""The corpus: the facts on its pages are read, and none is invented."""

from __future__ import annotations

import base64
import re
import zlib

import pytest
from docs2openapi import UnreadablePage, read_page

from tests.docs2openapi.score import PAGES, recall, score, table

BAR = 0.98

every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def scores():
    return [score(path) for path in PAGES]


def test_every_manner_is_read_and_nothing_is_invented(scores, record_property):
    record_property("corpus", table(scores))
    assert [(each.page, each.invented) for each in scores if each.invented] == []
    for manner in {each.manner for each in scores}:
        assert recall(each for each in scores if each.manner == manner) >= BAR, manner


@every_page
def test_every_name_and_value_of_a_document_is_on_its_page(path):
    try:
        document = read_page(path).document
    except UnreadablePage:
        return
    text = unpacked(path.read_text(encoding="utf-8")).replace("\\", "")
    for name in names(document):
        assert all(step in text for step in re.split(r"[.\[\]{}/]", name)), name


def unpacked(text):
    """A page with its packed front matter unpacked."""
    packed = re.search(r"^api: (eJ\S+)$", text, re.MULTILINE)
    return text + zlib.decompress(base64.b64decode(packed[1])).decode() if packed else text


def names(value):
    """The names of fields, headers and parameters, the values of enums and the paths of a document."""
    if isinstance(value, list):
        for child in value:
            yield from names(child)
    if not isinstance(value, dict):
        return
    for key, child in value.items():
        if key in ("properties", "headers", "paths") and isinstance(child, dict):
            yield from (name for name in child if name != "/UNKNOWN")
        if key in ("enum", "required", "x-error-codes") and isinstance(child, list):
            yield from map(str, child)
        if key == "name" and isinstance(child, str):
            yield child
        yield from names(child)
