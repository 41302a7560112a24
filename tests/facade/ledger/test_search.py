"""Searching a provider's list for lost submits: what is found, and that nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import Search, ServerError, SubmitUncertain
from generation_jobs.ledger import Entry, SQLiteLedger
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.facade.bodies import SETTINGS, oxen
from tests.facade.script import HTML, Answer, lost, reply
from tests.facade.shells import World

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs import Submitted

    from tests.facade.shells import Face

URL = "https://pub.finetuning.ai/v1/generations"
LIST = f"{URL}?limit=99"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def row(number: int | str, prompt: str | None = "lofi", at: datetime | None = NOW) -> dict[str, Any]:
    created = {} if at is None else {"createdAt": f"{at:%Y-%m-%d %H:%M:%S}"}
    return {"id": f"gen_{number}", "status": "completed", "prompt": prompt, **created}


def page(*rows: dict[str, Any], following: int | None = None, date: datetime | None = None) -> Answer:
    body = {"generations": list(rows), "hasMore": following is not None, "nextOffset": following}
    return reply({"data": body}, 200, **({} if date is None else {"date": format_datetime(date, usegmt=True)}))


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(*SETTINGS.values())


def submit_lost(world: World, jobs: Face, tags: str = "lofi", **more: object) -> SubmitUncertain:
    world.script.on(URL, lost())
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("finetuning", tags=tags, **more)
    return caught.value


def find(world: World, jobs: Face, *rows: dict[str, Any], date: datetime | None = None, tags: str = "lofi") -> Search:
    """Search for a submit of `NOW` at `date`, or half an hour later."""
    error = submit_lost(world, jobs, tags)
    world.clock.advance(1800)
    world.script.on(LIST, page(*rows, date=date))
    return jobs.find_submitted(error)


def refs(search: Search | Submitted) -> list[str]:
    return [str(job.ref).removeprefix("finetuning:gen_") for job in search.jobs]


LATER = NOW + 30 * MINUTE
"""What both clocks show when the list is read."""


@pytest.mark.parametrize(
    ("rows", "verdict", "found"),
    [
        ([row(1)], "found", ["1"]),
        ([row(1, "other"), row(2)], "found", ["2"]),
        ([row(1, at=NOW + 9 * MINUTE)], "found", ["1"]),
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


class TestMany:
    """`recover`: all lost submits of a ledger in one pass, without the jobs that are known."""

    @pytest.fixture
    def jobs(self, world: World, tmp_path: Path) -> Face:
        return world.jobs(*SETTINGS.values(), ledger=tmp_path / "ledger.sqlite")

    def submit(self, world: World, jobs: Face, number: int, tags: str = "lofi") -> None:
        answer = {"id": f"gen_{number}", "status": "pending"}
        world.script.on(URL, reply({"data": answer}, 202))
        jobs.submit("finetuning", tags=tags)

    def recover(self, world: World, jobs: Face, *rows: dict[str, Any], date: datetime = LATER) -> list[Any]:
        world.clock.advance((date - world.clock.now()).total_seconds())
        world.script.on(LIST, page(*rows, date=date))
        return [(one.state, refs(one)) for one in jobs.recover() if one.state != "known"]

    def test_many_are_found_in_one_pass(self, world: World, jobs: Face) -> None:
        for number in range(20):
            submit_lost(world, jobs, f"song {number}")
        sent = len(world.script.requests)
        rows = [row(number, f"song {number}", NOW + number // 10 * MINUTE) for number in range(20)]  # ten a minute
        found = self.recover(world, jobs, *reversed(rows))
        assert found == [("found", [str(number)]) for number in range(20)]
        assert len(world.script.requests) == sent + 1
        assert {one.state for one in jobs.pending()} == {"known"}

    def test_what_recover_has_found_is_not_absent_for_find_submitted(self, world: World, jobs: Face) -> None:
        self.submit(world, jobs, 9, "kept")
        error = submit_lost(world, jobs)
        rows = (row(1), row(9, "kept"))
        assert self.recover(world, jobs, *rows) == [("found", ["1"])]
        search = jobs.find_submitted(error)
        assert (search.verdict, refs(search)) == ("found", ["1"])

    def test_what_recover_has_found_for_one_of_equal_submits_is_not_taken_for_the_other(
        self, world: World, jobs: Face
    ) -> None:
        self.submit(world, jobs, 9)
        error = submit_lost(world, jobs)
        world.script.on(LIST, page(row(9), date=NOW))
        assert jobs.find_submitted(error).verdict == "unknowable"

    @pytest.mark.parametrize("never", [NEVER, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
    def test_times_that_were_never_set_show_nothing(self, world: World, jobs: Face, never: datetime) -> None:
        self.submit(world, jobs, 9, "kept")
        submit_lost(world, jobs)
        rows = [{**each, "createdAt": never.isoformat()} for each in (row(1), row(9, "kept"))]
        assert self.recover(world, jobs, *rows) == [("probably", ["1"])]

    def test_a_list_without_times_is_read_to_its_end(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs)
        world.clock.advance(1800)
        world.script.on(LIST, page(row(1, "other", NEVER), following=1, date=LATER))
        world.script.on(f"{LIST}&offset=1", page(row(2, at=NEVER), date=LATER))
        assert [(one.state, refs(one)) for one in jobs.recover()] == [("probably", ["2"])]

    def test_known_jobs_are_left_out(self, world: World, jobs: Face) -> None:
        self.submit(world, jobs, 1)
        submit_lost(world, jobs)
        assert self.recover(world, jobs, row(2), row(1)) == [("found", ["2"])]

    def test_what_known_jobs_show_of_the_text_excludes_others(self, world: World, jobs: Face) -> None:
        self.submit(world, jobs, 1, "kept as it is")
        submit_lost(world, jobs)
        assert self.recover(world, jobs, row(2, "other"), row(1, "kept as it is")) == [("absent", [])]

    @pytest.mark.parametrize("listed", ["A long song, and wh", "A long\u2026", "A long..."])
    def test_a_longer_text_than_those_may_have_been_cut_off(self, world: World, jobs: Face, listed: str) -> None:
        self.submit(world, jobs, 1, "kept as it is")
        submit_lost(world, jobs, "A long song, and what is in it")
        assert self.recover(world, jobs, row(2, listed), row(1, "kept as it is")) == [("unknowable", ["2"])]

    def test_nor_is_a_text_that_may_have_been_cut_off_at_their_very_length(self, world: World, jobs: Face) -> None:
        self.submit(world, jobs, 1, "kept as it is")
        submit_lost(world, jobs, "A long song, and what is in it")
        assert self.recover(world, jobs, row(2, "A long song, "), row(1, "kept as it is")) == [("unknowable", ["2"])]

    def test_nor_is_one_of_another_time_if_times_are_rounded_down(self, world: World, jobs: Face) -> None:
        world.clock.advance(2)
        self.submit(world, jobs, 1, "kept as it is")
        world.clock.advance(57)
        submit_lost(world, jobs, "A long song, and what is in it")
        rows = (row(2, "A long song, and wh"), row(1, "kept as it is"), row(0, "older", NOW - 3 * MINUTE))
        assert self.recover(world, jobs, *rows) == [("unknowable", [])]

    def test_nor_is_one_whose_clock_was_set_since(self, world: World, jobs: Face) -> None:
        """The ten minutes have passed by our clock alone."""
        self.submit(world, jobs, 1, "kept as it is")
        submit_lost(world, jobs)
        world.clock.advance(1800)
        world.script.on(LIST, page(row(1, "kept as it is"), date=NOW + MINUTE))
        assert [one.state for one in jobs.recover()] == ["known", "unknowable"]

    def test_where_a_known_job_is_missing_nothing_is_absent(self, world: World, jobs: Face) -> None:
        self.submit(world, jobs, 1, "kept")
        self.submit(world, jobs, 2, "kept")
        submit_lost(world, jobs)
        assert self.recover(world, jobs, row(1, "kept")) == [("unknowable", [])]

    def test_known_jobs_show_in_which_zone_times_are(self, world: World, jobs: Face) -> None:
        self.submit(world, jobs, 1, "kept")
        submit_lost(world, jobs)
        rows = [row(3, "other", NOW + 6 * HOUR), row(2, at=NOW + 2 * HOUR), row(1, "kept", NOW + 2 * HOUR)]
        assert self.recover(world, jobs, *rows) == [("found", ["2"])]

    @pytest.mark.parametrize("at", [NOW - 6 * HOUR, NOW + 20 * MINUTE])
    def test_where_another_program_submits_the_same_text_a_job_is_only_probable(
        self, world: World, jobs: Face, at: datetime
    ) -> None:
        """All jobs of this program are in its ledger, so that a further one of this text is not of this program."""
        self.submit(world, jobs, 9, "kept")
        submit_lost(world, jobs)
        rows = sorted([row(3, at=at), row(2), row(9, "kept")], key=lambda one: str(one["createdAt"]), reverse=True)
        assert self.recover(world, jobs, *rows) == [("probably", ["2"])]
        assert [one.state for one in jobs.pending()] == ["known", "lost"]

    def test_a_job_that_is_older_than_the_submit_is_only_probable(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs)
        found = self.recover(world, jobs, row(1, at=NOW - timedelta(seconds=20)))
        assert found == [("probably", ["1"])]

    def test_the_stored_job_of_a_submit_that_has_no_ref_is_not_taken_for_that_of_another(
        self, world: World, jobs: Face
    ) -> None:
        """Bland answers with the audio: the first submit is done, and its job stands in the list without a claim."""
        audio = Answer(200, b"RIFF....WAVE", {"content-type": "audio/wav"})
        world.script.on("https://api.bland.ai/v2/tts", audio, lost())
        speech = {"text": "Hi", "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01"}
        jobs.submit("bland", **speech)
        with pytest.raises(SubmitUncertain) as caught:
            jobs.submit("bland", **speech)
        world.clock.advance(1800)
        rows = [{"id": "7a8b", "text": "Hi", "created_at": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"}]
        url, date = "https://api.bland.ai/v1/speak/samples", format_datetime(LATER, usegmt=True)
        world.script.on(url, reply({"data": rows, "total": 1}, date=date))
        (one,) = jobs.recover()
        assert (one.state, len(one.jobs)) == ("probably", 1)
        assert jobs.find_submitted(caught.value).verdict == "probably"

    def test_with_known_times_the_list_is_read_to_the_first_submit_only(self, world: World, jobs: Face) -> None:
        self.submit(world, jobs, 1, "kept")
        submit_lost(world, jobs)
        world.clock.advance(1800)
        rows = (row(1, "kept"), row("old", "older", NOW - timedelta(seconds=99)))
        world.script.on(LIST, page(*rows, following=99, date=LATER))  # the next page is not scripted
        assert [one.state for one in jobs.recover()] == ["known", "absent"]

    @pytest.mark.parametrize("wrong", [-HOUR, HOUR])
    def test_a_job_of_a_time_when_our_clock_was_wrong_is_not_absent(
        self, world: World, jobs: Face, wrong: timedelta
    ) -> None:
        submit_lost(world, jobs)
        world.clock.advance(3600)  # it is set right after this submit
        self.submit(world, jobs, 1, "kept")
        rows = (row(1, "kept", NOW + HOUR), row(2, at=NOW + wrong))
        assert self.recover(world, jobs, *rows, date=NOW + 3 * HOUR) == [("probably", ["2"])]

    def test_two_jobs_for_two_submits_of_the_same_text(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs, duration=30)
        world.clock.advance(5)
        submit_lost(world, jobs, duration=60)
        found = self.recover(world, jobs, row(2, at=NOW + timedelta(seconds=6)), row(1))
        assert found == [("probably", ["1"]), ("probably", ["2"])]
        assert [one.state for one in jobs.pending()] == ["lost", "lost"]

    def test_one_job_for_two_submits_of_the_same_text(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs, duration=30)
        submit_lost(world, jobs, duration=60)
        assert self.recover(world, jobs, row(1)) == [("probably", ["1"]), ("probably", ["1"])]

    def test_equal_submits_may_have_each_others_jobs(self, world: World, jobs: Face) -> None:
        for _ in range(3):
            submit_lost(world, jobs)
        found = self.recover(world, jobs, row(3), row(2), row(1))
        assert {state for state, _ in found} == {"found"}
        assert sorted(ref for _, refs in found for ref in refs) == ["1", "2", "3"]

    def test_of_equal_submits_those_without_a_job_are_lost_until_they_surely_never_arrived(
        self, world: World, jobs: Face
    ) -> None:
        self.submit(world, jobs, 9, "kept")
        submit_lost(world, jobs)
        submit_lost(world, jobs)
        rows = (row(1), row(9, "kept"))
        assert self.recover(world, jobs, *rows, date=NOW + MINUTE) == [("probably", ["1"]), ("probably", ["1"])]
        assert self.recover(world, jobs, *rows, date=LATER) == [("found", ["1"]), ("absent", [])]

    def test_nor_while_a_job_of_their_text_has_another_time(self, world: World, jobs: Face) -> None:
        self.submit(world, jobs, 9, "kept")
        submit_lost(world, jobs)
        submit_lost(world, jobs)
        rows = (row(2), row(9, "kept"), row(1, at=NOW - MINUTE))  # such as one that is told to the minute
        assert {state for state, _ in self.recover(world, jobs, *rows)} == {"probably"}

    def test_more_jobs_than_equal_submits_are_not_guessed(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs)
        submit_lost(world, jobs)
        found = self.recover(world, jobs, row(3), row(2), row(1))
        assert {state for state, _ in found} == {"ambiguous"}

    def test_equal_submits_at_other_times_are_told_apart(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs)
        world.clock.advance(3600)
        submit_lost(world, jobs)
        found = self.recover(world, jobs, row(2, at=NOW + HOUR), row(1), date=NOW + 2 * HOUR)
        assert found == [("found", ["1"]), ("found", ["2"])]

    def test_what_another_process_finds_at_the_same_moment_is_kept(
        self, world: World, jobs: Face, tmp_path: Path
    ) -> None:
        """Workers that start at once all search. Here one has found the job after the other asked what is lost."""

        class Slow(SQLiteLedger):
            def pending(self) -> list[Entry]:
                lost = super().pending()
                SQLiteLedger(self.path).settle(lost[-1].number, ["finetuning:gen_1"])
                return lost

        self.submit(world, jobs, 9, "kept")
        world.script.on(URL, lost())
        with pytest.raises(SubmitUncertain):
            jobs.submit("finetuning", tags="lofi", key="order-17")
        slow = world.jobs(*SETTINGS.values(), ledger=Slow(tmp_path / "ledger.sqlite"))
        world.clock.advance((LATER - world.clock.now()).total_seconds())
        world.script.on(LIST, page(row(1), row(9, "kept"), date=LATER))
        (found,) = (one for one in slow.recover() if one.key == "order-17")
        assert (found.state, refs(found)) == ("known", ["1"])
        assert jobs.submit("finetuning", tags="lofi", key="order-17").ref == "finetuning:gen_1"

    def test_a_list_that_fails_hides_no_other_provider(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs)
        world.script.on("https://hub.oxen.ai/api/ai/queue", lost())
        with pytest.raises(SubmitUncertain):
            jobs.submit("oxen", model="flux-2-dev", prompt="cat")
        world.script.on(LIST, page(row(1)))
        world.script.on("https://hub.oxen.ai/api/ai/generations?page_size=1000", reply({}, 500))
        found = jobs.recover()
        assert [one.state for one in found] == ["found", "unknowable"]
        assert "500" in found[1].reason

    def test_the_job_of_a_submit_that_begins_while_the_list_is_read_is_not_taken_for_that_of_another(
        self, world: World, jobs: Face
    ) -> None:
        submit_lost(world, jobs)
        (first,) = jobs.ledger.pending() if jobs.ledger else ()

        def answer(_: object) -> Answer:
            assert jobs.ledger is not None
            jobs.ledger.begin(first.intent._replace(digest="of other parameters", sent_at=NOW + MINUTE))
            return page(row(2, at=NOW + MINUTE))

        world.script.on(LIST, answer)
        (one,) = jobs.recover()
        assert (one.state, one.jobs) == ("lost", ())
        assert [submit.state for submit in jobs.pending()] == ["lost", "lost"]

    @pytest.mark.parametrize("trouble", [reply({}, 500), reply({}, 429, retry_after="20"), HTML, lost()])
    def test_a_page_that_fails_is_read_again(self, world: World, jobs: Face, trouble: Answer) -> None:
        submit_lost(world, jobs, "old")
        submit_lost(world, jobs, "new")
        world.script.on(LIST, trouble, page(row(2, "new"), following=1))
        world.script.on(f"{LIST}&offset=1", trouble, trouble, page(row(1, "old")))
        assert [(one.state, refs(one)) for one in jobs.recover()] == [("found", ["1"]), ("found", ["2"])]

    def test_where_a_page_fails_for_good_only_the_submits_behind_it_are_unknowable(
        self, world: World, jobs: Face
    ) -> None:
        submit_lost(world, jobs, "old")
        world.clock.advance(3600)
        submit_lost(world, jobs, "new")
        rows = [row("mine", "new", NOW + HOUR), row("other", "other", NOW + 40 * MINUTE)]
        world.script.on(LIST, page(*rows, following=2, date=NOW + HOUR))
        world.script.on(f"{LIST}&offset=2", reply({}, 500))
        old, new = jobs.recover()
        assert (new.state, refs(new), old.state, refs(old)) == ("found", ["mine"], "unknowable", [])
        assert "its list could not be read as far as this submit (finetuning: the provider answered 500" in old.reason
        assert [one.state for one in jobs.pending()] == ["lost", "known"]

    def test_a_job_is_not_found_while_another_one_may_be_on_the_page_that_fails(self, world: World, jobs: Face) -> None:
        error = submit_lost(world, jobs)
        world.script.on(LIST, page(row(1), following=1, date=NOW))
        world.script.on(f"{LIST}&offset=1", reply({}, 500))
        (one,) = jobs.recover()
        assert (one.state, refs(one)) == ("unknowable", ["1"])
        with pytest.raises(ServerError):
            jobs.find_submitted(error)

    @pytest.mark.parametrize("trouble", [reply({}, 401), page(following=1)])
    def test_what_no_second_reading_changes_is_not_read_again(self, world: World, jobs: Face, trouble: Answer) -> None:
        submit_lost(world, jobs)
        world.script.on(LIST, trouble)
        world.script.on(f"{LIST}&offset=1", page(following=1))
        (one,) = jobs.recover()
        assert (one.state, world.clock.now()) == ("unknowable", NOW)

    def test_several_jobs_of_one_submit(self, world: World, jobs: Face) -> None:
        world.script.on("https://hub.oxen.ai/api/ai/queue", lost())
        with pytest.raises(SubmitUncertain):
            jobs.submit_many("oxen", model="flux-2-dev", prompt="cat", num_generations=2)
        at = int(NOW.timestamp())
        rows = [{**oxen("queued")["generation"], "prompt": "cat", "enqueued_at": at} for _ in range(2)]
        rows[1]["generation_id"] = "gen-2"
        sizes = {
            "count": 2,
            "page_number": 1,
            "page_size": 50,
            "total_pages": 1,
            "total_entries": 2,
            "total_cost": None,
        }
        url = "https://hub.oxen.ai/api/ai/generations?page_size=1000"
        world.script.on(url, reply({"generations": rows, **sizes}))
        (found,) = jobs.recover()
        assert (found.state, [job.ref for job in found.jobs]) == ("found", ["oxen:gen-1", "oxen:gen-2"])

    def test_another_account_is_not_searched(self, world: World, jobs: Face, tmp_path: Path) -> None:
        submit_lost(world, jobs)
        other = type(SETTINGS["finetuning"])(api_key="ft_live_other")
        others = world.jobs(other, ledger=SQLiteLedger(tmp_path / "ledger.sqlite"))
        sent = len(world.script.requests)
        (found,) = others.recover()
        assert (found.state, len(world.script.requests)) == ("unknowable", sent)
        assert "another API key" in found.reason
