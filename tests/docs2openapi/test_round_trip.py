"""Pages rendered from random operations and read back: all that a format can express is read, and nothing else."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from tests.docs2openapi import renderers
from tests.docs2openapi.facts import expected_facts, read_facts
from tests.docs2openapi.pages import read_text
from tests.docs2openapi.random_operations import expectation_of, operations
from tests.profiles import few

RENDERERS = [renderers.fence, renderers.components, renderers.pipes, renderers.html, renderers.flattened]


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
@given(operation=operations())
@few(25)
def test_what_was_rendered_is_read_back(render, operation):
    expected = expectation_of(operation)
    facts, implied = expected_facts(expected, [])
    with TemporaryDirectory() as folder:
        result = read_text(Path(folder), render(operation))
    found = read_facts(result)[expected["operation"]]
    assert facts - found == set()
    assert {fact for fact in found - facts - implied if fact[0] not in ("note", "title", "body type")} == set()
