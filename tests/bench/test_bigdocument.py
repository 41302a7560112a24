"""The large document that the bench makes a client of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scripts.bench.building.bigdocument import big_document
from tests.codegen.external.documents import checked, make

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_large_and_the_same_each_time() -> None:
    text = big_document()
    assert 1_400_000 < len(text) < 2_000_000
    assert text == big_document()
    found = json.loads(text)
    assert len(found["components"]["schemas"]) == 600
    assert sum(len(item) - 1 for item in found["paths"].values()) == 200


def test_one_in_its_manner_comes_out_whole(tmp_path: Path) -> None:
    made = make(tmp_path, "large_document", json.loads(big_document(schemas=60, operations=20)))
    assert (len(made.notes.kept), made.notes.left_out) == (20, {})
    assert checked(made, tmp_path / "cache").startswith("Success")
