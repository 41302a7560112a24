"""Searching a provider's list for lost submits: what is found, and that nothing is guessed."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import SubmitUncertain
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.facade.bodies import SETTINGS, oxen
from tests.facade.ledger.lost_submits import (
    HOUR,
    LATER,
    LIST,
    MINUTE,
    NEVER,
    NOW,
    find,
    page,
    refs,
    row,
    submit_lost,
)
from tests.facade.script import lost, reply
from tests.facade.shells import World

if TYPE_CHECKING:
    from tests.facade.shells import Face


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(*SETTINGS.values())


"""What both clocks show when the list is read."""


@pytest.mark.parametrize(
    ("rows", "verdict", "found"),
    [
        ([row(1)], "found", ["1"]),
        ([row(1, "other"), row(2)], "found", ["2"]),
        ([row(1, at=NOW + MINUTE)], "found", ["1"]),
        ([row(1, at=NOW + 9 * MINUTE)], "probably", ["1"]),
        ([row(1), row(2)], "ambiguous", ["1", "2"]),
        ([], "absent", []),
        ([row(1, "other", NOW - 27 * HOUR)], "absent", []),
        ([row(1, "other", NOW - HOUR)], "unknowable", []),
        ([row(1, "other")], "unknowable", ["1"]),
        ([row(1, None)], "unknowable", ["1"]),
        ([row(1, None, None)], "unknowable", ["1"]),
        ([row(1, "other", None)], "unknowable", ["1"]),
        ([{**row(1, "other", NOW - HOUR), "id": None}], "unknowable", []),
        ([None], "unknowable", []),
        ([row(1, at=NOW - HOUR)], "probably", ["1"]),
        ([row(1, at=NOW + 20 * MINUTE)], "probably", ["1"]),
        ([row(1, at=None)], "probably", ["1"]),
        ([row(1, at=NOW - HOUR), row(2, at=NOW + HOUR)], "ambiguous", ["1", "2"]),
        ([row(1, at=NOW - 30 * HOUR)], "probably", ["1"]),
        ([row(1, at=NEVER)], "probably", ["1"]),
    ],
)
def test_by_text_and_time(world: World, jobs: Face, rows: list[dict[str, Any]], verdict: str, found: list[str]) -> None:
    search = find(world, jobs, *rows, date=LATER)
    assert (search.verdict, refs(search)) == (verdict, found)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("lofi piano \n", "lofi piano"),
        ("lofi  piano\nslow", "lofi piano slow"),
        ("cafe\u0301 noir", "caf\u00e9 noir"),
        ("a\r\nb", "a\nb"),
        ("LoFi Piano", "lofi piano"),
        ("rock & roll", "rock &amp; roll"),
    ],
)
def test_small_changes_of_the_text_do_not_matter(world: World, jobs: Face, sent: str, kept: str) -> None:
    assert find(world, jobs, row(1, kept), date=LATER, tags=sent).verdict == "found"


@pytest.mark.parametrize("kept", ["lofi pi", "A soft piano, as at night", ""])
def test_another_text_at_that_time_is_never_absent(world: World, jobs: Face, kept: str) -> None:
    search = find(world, jobs, row(1, kept), date=LATER, tags="lofi piano")
    assert (search.verdict, refs(search)) == ("unknowable", ["1"])


def test_where_the_list_announces_more_than_it_shows_nothing_is_absent(world: World, jobs: Face) -> None:
    world.script.on("https://hub.oxen.ai/api/ai/queue", lost())
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("oxen", model="flux-2-dev", prompt="cat")
    world.clock.advance(1800)
    sizes = {"count": 0, "page_number": 1, "page_size": 1000, "total_pages": 1, "total_cost": None}
    url, date = "https://hub.oxen.ai/api/ai/generations?page_size=1000", format_datetime(LATER, usegmt=True)
    for total, verdict in ((0, "absent"), (1, "unknowable")):
        world.script.on(url, reply({"generations": [], "total_entries": total, **sizes}, date=date))
        assert jobs.find_submitted(caught.value).verdict == verdict


def test_where_the_list_is_null_nothing_is_absent(world: World, jobs: Face) -> None:
    error = submit_lost(world, jobs)
    world.clock.advance(1800)
    null = {"data": {"generations": None, "hasMore": False}}
    world.script.on(LIST, reply(null, date=format_datetime(LATER, usegmt=True)))
    assert jobs.find_submitted(error).verdict == "unknowable"


def test_where_a_page_comes_again_nothing_is_absent(world: World, jobs: Face) -> None:
    again = reply({"data": {"generations": [row(1, "other", LATER)]}}, date=format_datetime(LATER, usegmt=True))
    world.script.on(f"{LIST}&offset=1", again)
    error = submit_lost(world, jobs)
    world.clock.advance(1800)
    world.script.on(LIST, again)
    assert jobs.find_submitted(error).verdict == "unknowable"


def test_a_row_that_a_deletion_moves_to_an_earlier_page_is_found(world: World, jobs: Face) -> None:
    error = submit_lost(world, jobs)
    world.clock.advance(1800)
    others = [row(name, "other", LATER - MINUTE) for name in "abc"]
    first = page(*others[:2], following=2, date=LATER)
    # Before the second page is read, a is deleted: the row that was third is now second.
    world.script.on(LIST, first, page(others[1], row("mine"), following=2, date=LATER))
    world.script.on(f"{LIST}&offset=2", page(others[2], date=LATER))
    assert refs(jobs.find_submitted(error)) == ["mine"]


def test_what_two_passes_do_not_show_is_absent(world: World, jobs: Face) -> None:
    error = submit_lost(world, jobs)
    world.clock.advance(1800)
    world.script.on(LIST, page(row("a", "other", NOW - 27 * HOUR), following=1, date=LATER))
    world.script.on(f"{LIST}&offset=1", page(row("b", "other", NOW - 28 * HOUR), date=LATER))
    assert jobs.find_submitted(error).verdict == "absent"
    assert [url.partition("offset=")[2] for url in world.script.urls[1:]] == ["", "1", "", "1"]


@pytest.mark.parametrize("ahead", [11 * MINUTE, -11 * MINUTE, HOUR, -5 * HOUR])
def test_times_are_by_the_servers_clock(world: World, jobs: Face, ahead: timedelta) -> None:
    assert find(world, jobs, row(1, at=NOW + ahead), date=LATER + ahead).verdict == "found"


@pytest.mark.parametrize("ahead", [11 * MINUTE, -11 * MINUTE, HOUR, -5 * HOUR])
def test_without_the_servers_clock_it_is_only_probable(world: World, jobs: Face, ahead: timedelta) -> None:
    search = find(world, jobs, row(1, at=NOW + ahead))
    assert (search.verdict, refs(search)) == ("probably", ["1"])


def test_without_the_servers_clock_nothing_is_absent(world: World, jobs: Face) -> None:
    assert find(world, jobs).verdict == "unknowable"


def test_nothing_is_absent_before_ten_minutes(world: World, jobs: Face) -> None:
    error = submit_lost(world, jobs)
    world.script.on(LIST, page(date=NOW))
    assert jobs.find_submitted(error).verdict == "unknowable"


def test_only_as_much_of_the_list_is_read_as_is_needed(world: World, jobs: Face) -> None:
    error = submit_lost(world, jobs)
    old = [row(f"o{number}", at=NOW - HOUR - number * MINUTE) for number in range(98)]
    world.script.on(LIST, page(row(1), *old, following=99, date=NOW))  # the next page is not scripted
    assert jobs.find_submitted(error).verdict == "found"


def test_a_list_that_is_not_sorted_is_read_to_its_end(world: World, jobs: Face) -> None:
    error = submit_lost(world, jobs)
    world.script.on(LIST, page(row(1, "other", NOW - 90 * HOUR), row(2, "other", NOW - 50 * HOUR), following=2))
    world.script.on(f"{LIST}&offset=2", page(row(3)))
    assert refs(jobs.find_submitted(error)) == ["3"]


def test_a_page_of_equal_times_does_not_show_that_the_newest_come_first(world: World, jobs: Face) -> None:
    error = submit_lost(world, jobs)
    world.clock.advance(1800)
    old = [row(number, "other", NOW - 99 * HOUR) for number in range(3)]
    world.script.on(LIST, page(*old, following=3, date=LATER))
    world.script.on(f"{LIST}&offset=3", page(row(9), date=LATER))
    assert refs(jobs.find_submitted(error)) == ["9"]


def test_oxen_is_searched_by_its_prompt(world: World, jobs: Face) -> None:
    world.script.on("https://hub.oxen.ai/api/ai/queue", lost())
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("oxen", model="flux-2-dev", prompt="cat")
    rows = [{**oxen("queued")["generation"], "prompt": prompt} for prompt in ("dog", "cat")]
    rows[1]["generation_id"] = "gen-2"
    numbers = {"count": 2, "page_number": 1, "page_size": 50, "total_pages": 1, "total_entries": 2, "total_cost": None}
    url = "https://hub.oxen.ai/api/ai/generations?page_size=1000"
    world.script.on(url, reply({"generations": rows, **numbers}))
    found = jobs.find_submitted(caught.value)
    assert (found.verdict, [job.ref for job in found.jobs]) == ("found", ["oxen:gen-2"])


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
def test_without_a_list_nobody_can_know(world: World, jobs: Face) -> None:
    world.script.on("https://api.play.ai/api/v1/tts", lost())
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("playai", model="PlayDialog", text="Hi", voice="s3://v")
    assert jobs.find_submitted(caught.value).verdict == "unknowable"


HOURS = st.integers(-12, 14).map(lambda hours: hours * HOUR)


@given(
    zone=HOURS,
    date=st.none() | st.just(LATER),
    kept=st.sampled_from(["lofi piano", "Lofi  PIANO", "lofi", "a soft piano"]),
    others=st.lists(st.tuples(st.sampled_from(["drums", "lofi piano"]), st.integers(-3000, 1800)), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_a_job_that_is_there_is_never_absent(
    zone: timedelta, date: datetime | None, kept: str, others: list[tuple[str, int]]
) -> None:
    world = World("blocking")
    rows = [row(f"o{number}", text, NOW + zone + timedelta(seconds=at)) for number, (text, at) in enumerate(others)]
    mine = row("mine", kept, NOW + zone)
    listed = sorted([mine, *rows], key=lambda one: str(one["createdAt"]), reverse=True)
    search = find(world, world.jobs(*SETTINGS.values()), *listed, date=date, tags="lofi piano")
    is_same, is_near = kept.casefold().split() == ["lofi", "piano"], zone == timedelta()
    assert search.verdict != "absent"
    if search.verdict == "found" and is_same and is_near:
        assert refs(search) == ["mine"] or any(text == "lofi piano" for text, _ in others)
    if is_same:
        assert "mine" in refs(search) or any(text == "lofi piano" for text, _ in others)
    world.end()
