"""Listing, finding a lost submit, cancelling and deleting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import (
    APIError,
    JobStatus,
    NotFoundError,
    ServerError,
    UndecodableResponse,
    UnsupportedOperation,
    WrongJob,
)

from tests.facade.bodies import BREEZE_URL, DONE, OXEN_URL, SETTINGS, breeze, oxen
from tests.facade.script import Answer, reply

if TYPE_CHECKING:
    from tests.facade.shells import Face, World

LIST = "https://pub.finetuning.ai/v1/generations"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(*SETTINGS.values())


def row(number: int, status: str = "completed", prompt: str = "lofi", at: datetime = NOW) -> dict[str, Any]:
    return {"id": f"gen_{number}", "status": status, "prompt": prompt, "createdAt": f"{at:%Y-%m-%d %H:%M:%S}"}


def page(*rows: dict[str, Any], following: int | None = None) -> Answer:
    more = following is not None
    return reply({"data": {"generations": list(rows), "hasMore": more, "nextOffset": following}})


def test_pages_are_asked_for_when_they_are_needed(world: World, jobs: Face) -> None:
    world.script.on(LIST, page(row(1), row(2), following=2))
    world.script.on(f"{LIST}?offset=2", page(row(3)))
    listed = iter(jobs.list("finetuning"))
    assert [job.ref for job in islice(listed, 2)] == ["finetuning:gen_1", "finetuning:gen_2"]
    assert len(world.script.requests) == 1
    assert [job.ref for job in listed] == ["finetuning:gen_3"]
    assert [str(request.url) for request in world.script.requests] == [LIST, f"{LIST}?offset=2"]


def test_an_empty_list(world: World, jobs: Face) -> None:
    world.script.on(LIST, page())
    assert list(jobs.list("finetuning")) == []


def test_by_status_the_provider_filters_and_so_do_we(world: World, jobs: Face) -> None:
    world.script.on(f"{LIST}?status=failed", page(row(1, "failed"), row(2, "completed")))
    assert [job.ref for job in jobs.list("finetuning", status=JobStatus.FAILED)] == ["finetuning:gen_1"]


def test_since(world: World, jobs: Face) -> None:
    world.script.on(LIST, page(row(1), row(2, at=NOW - timedelta(days=2))))
    assert [job.ref for job in jobs.list("finetuning", since=NOW - timedelta(days=1))] == ["finetuning:gen_1"]


def test_a_list_that_goes_round_ends_with_an_error(world: World, jobs: Face) -> None:
    world.script.on(LIST, page(row(1), row(2), following=2))
    world.script.on(f"{LIST}?offset=2", page(row(3), following=2))
    with pytest.raises(UndecodableResponse, match="does not end"):
        list(jobs.list("finetuning"))
    assert len(world.script.requests) == 2


@pytest.mark.parametrize("odd", [{}, {"playCount": "0"}])
def test_a_list_that_is_given_whole_whatever_page_is_asked_for(
    world: World, jobs: Face, odd: dict[str, object]
) -> None:
    whole = reply({"data": {"generations": [row(1) | odd, row(2)], "pagination": {"page": 1, "totalPages": 1}}})
    world.script.on(LIST, whole)
    world.script.on(f"{LIST}?offset=2", whole)
    assert [job.ref for job in jobs.list("finetuning")] == ["finetuning:gen_1", "finetuning:gen_2"]
    assert len(world.script.requests) == 2


def pages(world: World, *each: list[dict[str, Any] | None]) -> None:
    """Let the list of finetuning, which announces no total, have these pages, each of two rows."""
    for number, rows in enumerate(each):
        url = f"{LIST}?offset={2 * number}" if number else LIST
        world.script.on(url, reply({"data": {"generations": rows}}))


def test_a_list_that_is_given_whole_again_with_new_play_counts_or_in_another_order(world: World, jobs: Face) -> None:
    pages(world, [row(1), row(2)], [row(2) | {"playCount": 1}, row(1)])
    assert [job.ref for job in jobs.list("finetuning")] == ["finetuning:gen_1", "finetuning:gen_2"]


def test_a_job_that_moves_to_the_next_page_is_listed_once(world: World, jobs: Face) -> None:
    pages(world, [row(1), row(2)], [row(2), row(3)], [])
    assert [job.ref for job in jobs.list("finetuning")] == [f"finetuning:gen_{number}" for number in (1, 2, 3)]


def test_one_page_without_a_new_job_is_no_end(world: World, jobs: Face) -> None:
    pages(world, [row(1), row(2)], [row(3), row(4)], [row(1), row(2)], [row(5), row(6)], [])
    assert len(list(jobs.list("finetuning"))) == 6


@pytest.mark.parametrize(
    "each",
    [
        [[row(1), row(2)], [row(3), row(4)]] * 3,
        [[row(1), None], [row(2), None], [None, {"id": None}], [{"id": None}, None], [None, {"id": None}]],
    ],
)
def test_pages_without_a_new_job_end_with_an_error(
    world: World, jobs: Face, each: list[list[dict[str, Any] | None]]
) -> None:
    pages(world, *each)
    listed = list[str | None]()
    with pytest.raises(UndecodableResponse, match="does not end: 3 pages in a row name no new job"):
        for job in jobs.list("finetuning"):
            listed.append(job.ref)
    assert listed == list(dict.fromkeys(listed))
    assert len(world.script.requests) == 5


def test_what_a_page_names_is_given_before_the_error_about_the_next(world: World, jobs: Face) -> None:
    world.script.on(LIST, page(row(1), following=-1))
    listed = iter(jobs.list("finetuning"))
    assert next(listed).ref == "finetuning:gen_1"
    with pytest.raises(UndecodableResponse, match="does not end"):
        next(listed)


@pytest.mark.parametrize("following", [{"offset": 2}, [2], True, 2.5, "two", "\ud800"])
def test_what_cannot_be_sent_for_the_next_page_is_not_sent(world: World, jobs: Face, following: Any) -> None:
    world.script.on(LIST, page(row(1), following=following))
    listed = iter(jobs.list("finetuning"))
    assert next(listed).ref == "finetuning:gen_1"
    with pytest.raises(UndecodableResponse, match="the list gives no offset that can be sent for its next page"):
        next(listed)
    assert len(world.script.requests) == 1


def test_a_number_that_is_given_as_text_is_sent(world: World, jobs: Face) -> None:
    world.script.on(LIST, page(row(1), following="1"))  # type: ignore[arg-type]
    world.script.on(f"{LIST}?offset=1", page(row(2)))
    assert [job.ref for job in jobs.list("finetuning")] == ["finetuning:gen_1", "finetuning:gen_2"]


def test_a_total_that_is_no_number_is_an_error_of_ours(world: World, jobs: Face) -> None:
    item = oxen("processing")["generation"]
    world.script.on("https://hub.oxen.ai/api/ai/generations", reply({"generations": [item], "total_pages": "many"}))
    with pytest.raises(UndecodableResponse, match="oxen"):
        list(jobs.list("oxen"))


def test_trouble_with_a_page_is_told(world: World, jobs: Face) -> None:
    world.script.on(LIST, reply({}, 500))
    with pytest.raises(ServerError, match="finetuning"):
        list(jobs.list("finetuning"))


def test_breeze_lists_its_history(world: World, jobs: Face) -> None:
    url = "https://api.breeze.blue/v1/history"
    item = {"history_item_id": "job_1", "source": "TTS", "text": "Hi", "date_unix": 1}
    first = {"history": [item], "has_more": True, "total": 2, "page": 1, "page_size": 1}
    world.script.on(url, reply({**first, "last_history_item_id": "job_1"}))
    last = {**first, "history": [{**item, "history_item_id": "job_2"}], "has_more": False}
    world.script.on(f"{url}?start_after_history_item_id=job_1", reply(last))
    listed = list(jobs.list("breeze"))
    assert [(job.ref, job.status) for job in listed] == [
        ("breeze:job_1", JobStatus.UNKNOWN),
        ("breeze:job_2", JobStatus.UNKNOWN),
    ]


@pytest.mark.parametrize("status", ["running", JobStatus.SUCCEEDED])
def test_a_list_without_statuses_cannot_be_searched_for_one(world: World, jobs: Face, status: str) -> None:
    with pytest.raises(UnsupportedOperation, match=r"^breeze cannot list jobs by status: .* jobs\.pending\(\)"):
        list(jobs.list("breeze", status=status))
    assert world.script.requests == []


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
@pytest.mark.parametrize(
    ("call", "ref"),
    [
        ("list", "playai"),
        ("cancel", "playai:1"),
        ("cancel", "breeze:1"),
        ("cancel", "bland:1"),
        ("cancel", "finetuning:1"),
        ("delete", "playai:1"),
        ("delete", "bland:1"),
        ("delete", "oxen:1"),
    ],
)
def test_what_a_provider_cannot_do_says_what_to_do_instead(world: World, jobs: Face, call: str, ref: str) -> None:
    with pytest.raises(UnsupportedOperation, match=rf"{ref.partition(':')[0]} cannot {call} jobs: \w+"):
        list(getattr(jobs, call)(ref))
    assert world.script.requests == []


def test_cancel(world: World, jobs: Face) -> None:
    queue = "https://hub.oxen.ai/api/ai/queue/gen-1"
    world.script.on(queue, reply({"status": "success", "generation_id": "gen-1"}))
    world.script.on(OXEN_URL.format(id="gen-1"), reply(oxen("cancelled")))
    assert jobs.cancel("oxen:gen-1").status is JobStatus.CANCELLED
    assert world.script.requests[0].method == "DELETE"


def test_cancelling_what_has_ended_shows_it_as_it_is(world: World, jobs: Face) -> None:
    queue = "https://hub.oxen.ai/api/ai/queue/gen-1"
    world.script.on(queue, reply({"status": "success", "generation_id": "gen-1"}))
    world.script.on(OXEN_URL.format(id="gen-1"), DONE)
    assert jobs.cancel("oxen:gen-1").status is JobStatus.SUCCEEDED


def test_cancelling_what_is_not_there(world: World, jobs: Face) -> None:
    gone = {"error": {"type": "resource_not_found", "title": "not found"}, "status": "error"}
    world.script.on("https://hub.oxen.ai/api/ai/queue/gen-1", reply(gone, 404))
    with pytest.raises(NotFoundError, match="oxen:gen-1"):
        jobs.cancel("oxen:gen-1")


def test_delete(world: World, jobs: Face) -> None:
    url = f"{LIST}/bulk-delete"
    world.script.on(url, reply({"data": {"deleted": ["gen_1"]}}))
    jobs.delete("finetuning:gen_1")
    assert world.script.requests[0].content == b'{"ids":["gen_1"]}'


def test_deleting_what_is_not_there(world: World, jobs: Face) -> None:
    refused = {"deleted": [], "errors": [{"id": "gen_1", "error": "Track not found or not owned by you"}]}
    world.script.on(f"{LIST}/bulk-delete", reply({"data": refused}))
    with pytest.raises(NotFoundError, match="Track not found"):
        jobs.delete("finetuning:gen_1")


def test_deleting_at_breeze_goes_by_the_history_item(world: World, jobs: Face) -> None:
    world.script.on(BREEZE_URL.format(id="job_1"), reply(breeze("ready", history_item_id="hist_9")))
    world.script.on("https://api.breeze.blue/v1/history/hist_9", reply({"status": "deleted"}))
    jobs.delete("breeze:job_1")
    assert [request.method for request in world.script.requests] == ["GET", "DELETE"]


@pytest.mark.parametrize("deleted", [[], None, ["gen_2"]])
def test_a_deletion_that_does_not_name_the_job_is_none(world: World, jobs: Face, deleted: list[str] | None) -> None:
    world.script.on(f"{LIST}/bulk-delete", reply({"data": {"deleted": deleted, "errors": []}}))
    with pytest.raises(WrongJob, match="finetuning:gen_1"):
        jobs.delete("finetuning:gen_1")


def test_a_cancellation_of_another_job_is_none(world: World, jobs: Face) -> None:
    queue = "https://hub.oxen.ai/api/ai/queue/gen-1"
    world.script.on(queue, reply({"status": "success", "generation_id": "gen-2"}))
    with pytest.raises(WrongJob, match="oxen:gen-1"):
        jobs.cancel("oxen:gen-1")


def test_a_list_that_is_an_error_is_told_in_its_words(world: World, jobs: Face) -> None:
    said = {"data": None, "errors": [{"error": "QUOTA", "message": "quota exceeded"}]}
    world.script.on("https://api.bland.ai/v1/speak/samples", reply(said))
    with pytest.raises(APIError, match="QUOTA: quota exceeded"):
        list(jobs.list("bland"))
