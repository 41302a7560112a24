"""Lists in pages: an iterator gives every item once, ends with the list, and never goes in circles."""

from __future__ import annotations

import asyncio
import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from scripts.codegen.openapi.document import CodegenError
from tests.codegen.clients.conftest import operation, spec

if TYPE_CHECKING:
    from collections.abc import Callable


ITEM = {"$ref": "#/components/schemas/Item"}
INNER = {
    "type": "object",
    "properties": {
        "rows": {"type": "array", "items": ITEM},
        "nextOne": {"type": "string"},
        "nextOffset": {"type": "integer"},
        "hasMore": {"type": "boolean"},
        "count": {"type": "integer"},
    },
}
SCHEMAS = {
    "Item": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}, "id": {"type": "string"}}},
    "Envelope": {
        "type": "object",
        "required": ["data"],
        "properties": {"data": {"$ref": "#/components/schemas/Inner"}},
    },
    "Inner": INNER,
}
STYLES: dict[str, dict[str, str]] = {
    "cursor": {"parameter": "after", "next": "/data/nextOne", "more": "/data/hasMore"},
    "offset": {"parameter": "offset", "next": "/data/nextOffset", "more": "/data/hasMore"},
    "counted": {"style": "offset", "parameter": "offset", "total": "/data/count"},
    "page": {"parameter": "page", "total": "/data/count"},
}


def listing(name: str, **pages: str) -> dict[str, Any]:
    kind = {"after": "string", "offset": "integer", "page": "integer"}
    parameters = [{"name": each, "in": "query", "schema": {"type": of}} for each, of in kind.items()]
    return operation(
        f"list_{name}",
        {"$ref": "#/components/schemas/Envelope"},
        parameters=parameters,
        **{"x-pages": {"items": "/data/rows", "style": name, **pages}},
    )


class Server:
    """Gives the pages that are scripted, whatever is asked for, and keeps what was asked for."""

    def __init__(self, *pages: dict[str, Any]) -> None:
        self.pages = list(pages)
        self.asked: list[dict[str, str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(dict(request.url.params))
        return httpx.Response(200, content=json.dumps({"data": self.pages.pop(0)}))


def rows(*numbers: int) -> list[dict[str, int]]:
    return [{"n": number} for number in numbers]


@pytest.fixture(scope="session")
def lists(make_client: Callable[..., Any]) -> Any:
    return make_client("lists", spec({f"/{name}": listing(name, **pages) for name, pages in STYLES.items()}, SCHEMAS))


@pytest.fixture(params=["blocking", "asyncio"])
def walk(lists: Any, request: pytest.FixtureRequest) -> Callable[..., list[int]]:
    """The numbers that an iterator gives; what it gave before an error stands in ``got``."""

    def blocking(server: Server, method: str, got: list[int], **fields: Any) -> list[int]:
        http_client = httpx.Client(transport=httpx.MockTransport(server))
        with lists.ListsClient(api_key="k", http_client=http_client) as client:
            for item in getattr(client, method)(**fields):
                got.append(item.n)  # noqa: PERF401  (what came before an error counts)
        return got

    async def waiting(server: Server, method: str, got: list[int], **fields: Any) -> list[int]:
        http_client = httpx.AsyncClient(transport=httpx.MockTransport(server))
        async with lists.AsyncListsClient(api_key="k", http_client=http_client) as client:
            async for item in getattr(client, method)(**fields):
                got.append(item.n)  # noqa: PERF401  (what came before an error counts)
        return got

    run = blocking if request.param == "blocking" else lambda *a, **k: asyncio.run(waiting(*a, **k))
    return lambda server, method, got=None, **fields: run(server, method, [] if got is None else got, **fields)


def test_cursor_leads_to_the_end(walk: Callable[..., list[int]]) -> None:
    server = Server(
        {"rows": rows(1, 2), "nextOne": "b", "hasMore": True}, {"rows": rows(3), "nextOne": "c", "hasMore": False}
    )
    assert walk(server, "iter_cursor", page=1) == [1, 2, 3]
    assert server.asked == [{"page": "1"}, {"page": "1", "after": "b"}]


@pytest.mark.parametrize(
    "last",
    [
        {"rows": rows(2), "nextOne": None},
        {"rows": rows(2), "nextOne": ""},
        {"rows": rows(2)},
        {"rows": [], "nextOne": "c"},
    ],
)
def test_cursor_ends_where_nothing_says_that_there_is_more(
    walk: Callable[..., list[int]], last: dict[str, Any]
) -> None:
    server = Server({"rows": rows(1), "nextOne": "b"}, last)
    assert walk(server, "iter_cursor") == [1, *(row["n"] for row in last["rows"])]
    assert len(server.asked) == 2


def test_offset_is_the_one_that_the_page_names_or_goes_on_by_the_items(walk: Callable[..., list[int]]) -> None:
    server = Server(
        {"rows": rows(1), "nextOffset": 20, "hasMore": True},
        {"rows": rows(2, 3), "nextOffset": None, "hasMore": True},
        {"rows": rows(4), "nextOffset": None, "hasMore": False},
    )
    assert walk(server, "iter_offset", offset=10) == [1, 2, 3, 4]
    assert [each["offset"] for each in server.asked] == ["10", "20", "22"]


def test_count_of_items_ends_a_list(walk: Callable[..., list[int]]) -> None:
    server = Server({"rows": rows(1, 2), "count": 3}, {"rows": rows(3), "count": 3})
    assert walk(server, "iter_counted") == [1, 2, 3]
    assert server.asked == [{}, {"offset": "2"}]


def test_count_of_pages_ends_a_list(walk: Callable[..., list[int]]) -> None:
    server = Server({"rows": rows(1), "count": 3}, {"rows": rows(2), "count": 3}, {"rows": rows(3), "count": 3})
    assert walk(server, "iter_page") == [1, 2, 3]
    assert server.asked == [{}, {"page": "2"}, {"page": "3"}]


@pytest.mark.parametrize("method", ["iter_cursor", "iter_offset", "iter_counted", "iter_page"])
def test_empty_list_gives_nothing(walk: Callable[..., list[int]], method: str) -> None:
    for page in ({"rows": []}, {"rows": None}, {}, {"rows": [], "hasMore": False, "count": 0}):
        server = Server(page)
        assert walk(server, method) == []
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("method", "pages"),
    [
        ("iter_cursor", [{"rows": rows(1), "nextOne": "a"}, {"rows": rows(2), "nextOne": "a"}]),
        (
            "iter_cursor",
            [{"rows": rows(1), "nextOne": "a"}, {"rows": rows(2), "nextOne": "b"}, {"rows": rows(3), "nextOne": "a"}],
        ),
        ("iter_cursor", [{"rows": rows(1), "hasMore": True}]),
        (
            "iter_cursor",
            [{"rows": rows(1), "nextOne": "a", "hasMore": True}, {"rows": [], "nextOne": "b", "hasMore": True}],
        ),
        (
            "iter_offset",
            [{"rows": rows(1), "nextOffset": 5, "hasMore": True}, {"rows": rows(2), "nextOffset": 5, "hasMore": True}],
        ),
        (
            "iter_offset",
            [{"rows": rows(1), "nextOffset": 5, "hasMore": True}, {"rows": rows(2), "nextOffset": 3, "hasMore": True}],
        ),
        ("iter_offset", [{"rows": [], "hasMore": True}]),
        ("iter_offset", [{"rows": rows(1, 2), "hasMore": True}, {"rows": [], "hasMore": True}]),
    ],
)
def test_list_that_leads_nowhere_is_an_error_after_its_items(
    lists: Any, walk: Callable[..., list[int]], method: str, pages: list[dict[str, Any]]
) -> None:
    server, got = Server(*pages), list[int]()
    with pytest.raises(lists.UndecodableResponse, match="the list announces more items, but"):
        walk(server, method, got)
    assert got == [row["n"] for page in pages for row in page["rows"]]
    assert server.pages == []


def test_a_cursor_that_is_no_text_is_not_sent(lists: Any, walk: Callable[..., list[int]]) -> None:
    server, got = Server({"rows": rows(1), "nextOne": "\ud800"}), list[int]()
    with pytest.raises(lists.UndecodableResponse, match="the list gives no after that can be sent"):
        walk(server, "iter_cursor", got)
    assert got == [1]


@pytest.mark.parametrize("method", ["iter_offset", "iter_counted", "iter_page"])
def test_list_that_is_given_whole_whatever_page_is_asked_for_is_given_once(
    walk: Callable[..., list[int]], method: str
) -> None:
    server = Server({"rows": rows(1, 2)}, {"rows": rows(1, 2)})
    assert walk(server, method) == [1, 2]
    assert server.pages == []


def test_page_that_comes_again_although_more_is_announced(lists: Any, walk: Callable[..., list[int]]) -> None:
    page = {"rows": rows(1, 2), "hasMore": True}
    got = list[int]()
    with pytest.raises(lists.UndecodableResponse, match="announces more items, but the same page comes again"):
        walk(Server(page, page), "iter_offset", got)
    assert got == [1, 2]


def test_items_may_be_alike_within_a_total(walk: Callable[..., list[int]]) -> None:
    server = Server({"rows": rows(1), "count": 3}, {"rows": rows(1), "count": 3}, {"rows": rows(2), "count": 3})
    assert walk(server, "iter_counted") == [1, 1, 2]


@pytest.mark.parametrize("method", ["iter_counted", "iter_page"])
def test_a_total_that_is_less_than_what_was_read_ends_nothing(walk: Callable[..., list[int]], method: str) -> None:
    pages = [{"rows": numbered, "count": 0} for numbered in (rows(1, 2), rows(3), [])]
    assert walk(Server(*pages), method) == [1, 2, 3]


def test_items_without_a_difference_may_follow_a_new_cursor(walk: Callable[..., list[int]]) -> None:
    server = Server({"rows": rows(1), "nextOne": "b"}, {"rows": rows(1), "nextOne": "c"}, {"rows": rows(1)})
    assert walk(server, "iter_cursor") == [1, 1, 1]


def test_list_that_is_given_whole_again_with_other_counts_is_given_once(walk: Callable[..., list[int]]) -> None:
    first, again = ({"rows": [{"n": n, "id": "a"}, {"n": n, "id": "b"}]} for n in (1, 2))
    assert walk(Server(first, again), "iter_offset") == [1, 1]


@pytest.mark.parametrize("more", [{}, {"count": 10**9}])
def test_pages_that_alternate_end_with_an_error(
    lists: Any, walk: Callable[..., list[int]], more: dict[str, int]
) -> None:
    a, b = ({"rows": [{"n": n, "id": str(n)}], **more} for n in (1, 2))
    with pytest.raises(lists.UndecodableResponse, match="does not end: 10 pages have no new item"):
        walk(Server(*[a, b] * 6), "iter_page", [])


def test_cursor_that_is_always_new_ends_with_an_error(lists: Any, walk: Callable[..., list[int]]) -> None:
    server = Server(*({"rows": [{"n": 1, "id": "a"}], "nextOne": str(n)} for n in range(12)))
    with pytest.raises(lists.UndecodableResponse, match="does not end"):
        walk(server, "iter_cursor", [])


def test_pages_are_asked_for_as_they_are_needed(lists: Any) -> None:
    server = Server({"rows": rows(1, 2), "nextOne": "b"})
    client = lists.ListsClient(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(server)))
    items = client.iter_cursor()
    assert server.asked == []
    assert [next(items).n, next(items).n] == [1, 2]
    assert len(server.asked) == 1


def test_bad_argument_is_refused_at_once(lists: Any) -> None:
    client = lists.ListsClient(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(Server())))
    with pytest.raises(lists.InvalidArgument, match="offset is 'x'"):
        client.iter_offset(offset="x")


def test_pages_can_be_driven_without_a_client(lists: Any) -> None:
    module = import_module("lists_jobs_client.api.things.list_cursor")
    request = module.get_kwargs()
    page = module.parse(200, {}, b'{"data": {"rows": [{"n": 1}], "nextOne": "b"}}')
    following = module.next_page(page, request)
    assert [item.n for item in module.items(page)] == [1]
    assert following == {**request, "params": {"after": "b"}}
    assert request["params"] == {}
    end = module.parse(200, {}, b'{"data": {"rows": [{"n": 2}]}}')
    assert module.next_page(end, following) is None


@pytest.mark.parametrize(
    ("pages", "problem"),
    [
        ({"items": "/data/nothing"}, "'/data/nothing' is not in the response"),
        ({"items": "/data/count"}, "'/data/count': not an array"),
        ({"more": "/more"}, "'/more' is not in the response"),
        ({"parameter": "from"}, "'from' is not a query parameter"),
        ({"style": "spiral"}, "expected offset, page, or cursor"),
    ],
)
def test_pages_that_lead_nowhere_stop_the_build(
    make_client: Callable[..., Any], pages: dict[str, str], problem: str
) -> None:
    with pytest.raises(CodegenError, match=problem):
        make_client("nowhere", spec({"/x": listing("cursor", **{**STYLES["cursor"], **pages})}, SCHEMAS))
