"""Operations that share a path and a verb."""

from __future__ import annotations

import pytest

from scripts.codegen.clients.variants import with_variants
from scripts.codegen.openapi.document import CodegenError
from tests.codegen.clients.conftest import operation, spec


def test_variants_need_other_queries_and_share_the_rest() -> None:
    variant = {"operationId": "get_y", "query": {"as": "y"}, "content": "audio/wav"}
    one = operation("get_x", {"type": "object"}, **{"x-variants": [variant]})
    one["responses"]["200"]["content"]["audio/wav"] = {"schema": {"type": "string", "format": "binary"}}
    one["responses"]["404"] = {"description": "None."}
    paths = with_variants(spec({"/x": one, "/z": operation("get_z", {})}))["paths"]
    assert list(paths) == ["/x", "/x?as=y", "/z"]
    assert list(paths["/x"]["get"]["responses"]["200"]["content"]) == ["application/json"]
    other = paths["/x?as=y"]["get"]
    assert (other["operationId"], other["summary"], list(other["responses"]["200"]["content"])) == (
        "get_y",
        "Get it",
        ["audio/wav"],
    )
    assert "404" in other["responses"]


def test_variant_takes_the_success_that_has_its_media_type() -> None:
    variant = {"operationId": "create_y", "query": {"wait": "no"}, "content": "application/json"}
    one = operation("create_x", {"type": "object"}, **{"x-variants": [variant]})
    one["responses"]["202"] = one["responses"].pop("200")
    one["responses"]["200"] = {"description": "File.", "content": {"audio/wav": {}}}
    paths = with_variants(spec({"/x": one}))["paths"]
    assert list(paths["/x"]["get"]["responses"]) == ["200"]
    assert list(paths["/x?wait=no"]["get"]["responses"]) == ["202"]


@pytest.mark.parametrize("content", ["application/json", "audio/flac"])
def test_variant_that_leaves_nothing_or_names_nothing_is_refused(content: str) -> None:
    variant = {"operationId": "get_y", "query": {"as": "y"}, "content": content}
    one = operation("get_x", {"type": "object"}, **{"x-variants": [variant]})
    with pytest.raises(CodegenError, match=r"/paths/~1x/get: x-variants: .* has no success with its media type"):
        with_variants(spec({"/x": one}))
