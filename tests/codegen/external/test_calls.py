"""What generated clients send beside files: parameters, headers, and to which server."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.codegen.external.documents import checked
from tests.codegen.external.every_kind import PATHS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made


def test_everything_is_generated_and_typed(api: Made, tmp_path: Path) -> None:
    assert api.notes.left_out == {}
    assert api.notes.summary.startswith(f"{len(PATHS)} of {len(PATHS)} operations")
    assert "is the methods send_two, send_two_multipart" in api.adaptations
    assert checked(api, tmp_path).startswith("Success")


def test_further_headers_replace_those_of_the_client(api: Made) -> None:
    api.client(b'"ok"').get_styles(x_size={"wide": 7}, extra_headers={"accept": "text/vtt", "x-size": "long"})
    headers = api.requests[0].headers.multi_items()
    assert [(name, value) for name, value in headers if name in ("accept", "x-size")] == [
        ("accept", "text/vtt"),
        ("x-size", "long"),
    ]


def test_parameters_are_written_in_their_styles(api: Made) -> None:
    client = api.client(b'"ok"')
    client.get_styles(
        near={"wide": 1, "long": 2},
        box={"wide": 3},
        pair={"wide": 4, "long": 5},
        ids=[],
        tags=["a|b", "c"],
        link="/a:b?c&d",
        where={"wide": 6},
        open_=True,
        x_size={"wide": 7},
        x_open=[True, False],
        shelf="a b",
        extra_query={"debug": [1, True]},
        extra_headers={"X-More": "yes"},
    )
    request = api.requests[0]
    assert request.url.query == (
        b"near[wide]=1&near[long]=2&wide=3&pair=wide,4,long,5&tags=a%7Cb%7Cc&link=/a:b?c%26d"
        b"&where=%7B%22wide%22%3A6%7D&open=true&debug=1&debug=true"
    )
    assert [request.headers[name] for name in ("x-size", "x-open", "cookie", "x-more")] == [
        "wide,7",
        "true,false",
        "shelf=a%20b",
        "yes",
    ]


def test_paths_are_written_in_their_styles(api: Made) -> None:
    client = api.client(b'"ok"')
    client.get_label([1, 2])
    client.get_matrix({"wide": 1, "long": 2})
    client.get_list([1, 2])
    client.get_flag(True)
    assert [each.url.raw_path for each in api.requests] == [
        b"/label/.1,2",
        b"/matrix/;wide=1;long=2",
        b"/list/1,2",
        b"/flag/true",
    ]
    with pytest.raises(api.package.InvalidArgument, match="ids is"):
        client.get_list([])


def test_operation_of_another_server_is_sent_there(api: Made) -> None:
    api.client(b'"ok"').put_elsewhere()
    assert str(api.requests[0].url) == "https://files.example/v2/elsewhere"


def test_body_that_may_be_omitted_is_omitted(api: Made) -> None:
    client = api.client(b'"ok"')
    for call in (client.hint, client.nudge):
        call()
        assert (api.requests[-1].content, api.requests[-1].headers.get("content-type")) == (b"", None)
    client.hint(word="up", size={"wide": 1})
    assert json.loads(api.requests[-1].content) == {"word": "up", "size": {"wide": 1}}
    with pytest.raises(api.package.InvalidArgument, match="word: missing, but needed in a body with size"):
        client.hint(size={"wide": 1})


def test_path_parameters_are_checked_by_their_type(api: Made) -> None:
    client = api.client(b'"ok"')
    client.get_row(3, "left", near=None, stamp=None)
    assert api.requests[-1].url.raw_path == b"/rows/3/left"
    for row, side, problem in [
        ("7", "left", "row is '7': give a whole number"),
        (2, "left", "row is 2: give at least 3"),
        (True, "left", "row is True: give a whole number"),
        (3, "up", "side is 'up': give one of 'left', 'right'"),
    ]:
        with pytest.raises(api.package.InvalidArgument, match=problem):
            client.get_row(row, side)
    readme = (api.folder / "README.md").read_text(encoding="utf-8")
    assert "get_row" in readme
    client.get_day(datetime(2026, 1, 2, 3, tzinfo=UTC))
    assert api.requests[-1].url.raw_path == b"/days/2026-01-02T03%3A00%3A00Z"
    client.get_day("today")
    assert api.requests[-1].url.raw_path == b"/days/today"
