"""Lists and their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from generation_jobs_sandbox import World

    from tests.sandbox.conftest import Caller, Clock


@pytest.fixture
def seven(world: World, clock: Clock) -> dict[str, list[str]]:
    """Seven finished jobs of each provider, a second apart, the oldest first."""
    ids: dict[str, list[str]] = {name: [] for name in ("breeze", "bland", "oxen", "finetuning")}
    for _ in range(7):
        for name, found in ids.items():
            found.append(world.add(name))
        clock.forward(1)
    return ids


def test_breezes_history_by_page(seven: dict[str, list[str]], caller: Caller) -> None:
    newest = seven["breeze"][::-1]
    pages = [caller.do("breeze", f"GET /v1/history?page={n}&page_size=3").json() for n in (1, 2, 3, 4)]
    assert [[item["history_item_id"] for item in page["history"]] for page in pages] == [
        newest[:3],
        newest[3:6],
        newest[6:],
        [],
    ]
    assert [page["has_more"] for page in pages] == [True, True, False, False]
    assert {page["total"] for page in pages} == {7}
    assert pages[0]["last_history_item_id"] == newest[2]
    assert pages[3]["last_history_item_id"] is None


def test_breezes_history_by_cursor(seven: dict[str, list[str]], caller: Caller) -> None:
    seen: list[str] = []
    query = "?page_size=3"
    for _ in range(3):
        page = caller.do("breeze", f"GET /v1/history{query}").json()
        seen += [item["history_item_id"] for item in page["history"]]
        query = f"?page_size=3&start_after_history_item_id={page['last_history_item_id']}"
    assert (seen, page["has_more"]) == (seven["breeze"][::-1], False)
    assert caller.do("breeze", "GET /v1/history?start_after_history_item_id=nobody").status_code == 404


def test_breezes_history_is_searched(world: World, clock: Clock, caller: Caller) -> None:
    caller.submit("breeze", text="a red fox")
    caller.submit("breeze", text="a blue whale")
    world.add("breeze", "failed")

    def texts(query: str) -> list[Any]:
        return [item["text"] for item in caller.do("breeze", f"GET /v1/history?{query}").json()["history"]]

    assert texts("search=whale") == ["a blue whale"]
    assert len(texts("status_class=5xx")) == 1
    assert texts("sort_direction=asc")[0] == "a red fox"
    assert texts("voice_id=voc_none") == []
    assert texts("source=TTS&voice_id=voc_x") == ["a blue whale", "a red fox"]
    clock.forward(10)
    assert len(texts("status_class=2xx")) == 2


def test_a_history_item_has_a_state_and_no_status(world: World, caller: Caller) -> None:
    item = caller.do("breeze", f"GET /v1/history/{world.add('breeze')}").json()
    assert item["state"] == "ready"
    assert "status" not in item
    audio = caller.do("breeze", f"GET /v1/history/{item['history_item_id']}/audio")
    assert audio.headers["content-type"] == "audio/mpeg"


def test_blands_list_by_offset(seven: dict[str, list[str]], caller: Caller) -> None:
    pages = [caller.do("bland", f"GET /v1/speak/samples?limit=4&offset={at}").json() for at in (0, 4, 8)]
    assert [row["id"] for page in pages for row in page["data"]] == seven["bland"][::-1]
    assert [(page["total"], page["limit"], page["offset"]) for page in pages] == [(7, 4, 0), (7, 4, 4), (7, 4, 8)]
    assert not any("audio_data" in row for page in pages for row in page["data"])
    assert caller.do("bland", "GET /v1/speak/samples?voice_id=other").json()["data"] == []


def test_oxens_list_by_page(seven: dict[str, list[str]], caller: Caller) -> None:
    pages = [caller.do("oxen", f"GET /api/ai/generations?page={n}&page_size=5").json() for n in (1, 2)]
    assert [row["generation_id"] for page in pages for row in page["generations"]] == seven["oxen"][::-1]
    assert [page["count"] for page in pages] == [5, 2]
    assert pages[1] | {"generations": 0} == {
        "count": 2,
        "generations": 0,
        "page_number": 2,
        "page_size": 5,
        "total_pages": 2,
        "total_entries": 7,
        "total_cost": "0.28",
    }


def test_oxens_queue_holds_what_is_under_way_unless_asked(world: World, caller: Caller) -> None:
    done, running = world.add("oxen"), world.add("oxen", running=60, media="video")

    def ids(query: str = "") -> list[str]:
        body = caller.do("oxen", f"GET /api/ai/queue{query}").json()
        assert body["count"] == len(body["generations"])
        return [row["generation_id"] for row in body["generations"]]

    assert ids() == [running]
    assert ids("?status=succeeded") == [done]
    assert ids("?media_type=image") == []
    row = caller.do("oxen", f"GET /api/ai/queue/{done}").json()
    assert row["status"] == "succeeded"
    assert "cost" not in row


def test_finetunings_list_by_offset_and_status(seven: dict[str, list[str]], world: World, caller: Caller) -> None:
    first = caller.do("finetuning", "GET /v1/generations?limit=5").json()["data"]
    rest = caller.do("finetuning", f"GET /v1/generations?limit=5&offset={first['nextOffset']}").json()["data"]
    result = [row["id"] for row in first["generations"] + rest["generations"]]
    assert result == seven["finetuning"][::-1]
    assert (first["hasMore"], rest["hasMore"], rest["nextOffset"]) == (True, False, None)
    failed = world.add("finetuning", "failed")
    (row,) = caller.do("finetuning", "GET /v1/generations?status=failed").json()["data"]["generations"]
    assert row["id"] == failed


@pytest.mark.parametrize(
    ("provider", "path"),
    [
        ("breeze", "/v1/history?page=0"),
        ("breeze", "/v1/history?page_size=101"),
        ("breeze", "/v1/history?sort_direction=up"),
        ("bland", "/v1/speak/samples?limit=x"),
        ("oxen", "/api/ai/generations?page_size=1001"),
        ("finetuning", "/v1/generations?limit=100"),
        ("finetuning", "/v1/generations?status=done"),
    ],
)
def test_a_query_outside_its_limits_is_refused(provider: str, path: str, caller: Caller) -> None:
    assert caller.do(provider, f"GET {path}").status_code == (422 if provider == "breeze" else 400)


@pytest.mark.parametrize(
    ("provider", "path"),
    [
        ("breeze", "/v1/history"),
        ("bland", "/v1/speak/samples"),
        ("oxen", "/api/ai/generations"),
        ("oxen", "/api/ai/queue"),
        ("finetuning", "/v1/generations"),
    ],
)
def test_an_empty_list(provider: str, path: str, caller: Caller) -> None:
    body = caller.do(provider, f"GET {path}").json()
    (rows,) = (
        [one for one in body.get("data", body).values() if isinstance(one, list)]
        if provider != "bland"
        else [body["data"]]
    )
    assert rows == []
