"""Recovering: all lost submits of a ledger are searched in one pass, without the jobs that are known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import ServerError, SubmitUncertain
from generation_jobs.ledger import Entry, SQLiteLedger

from tests.facade.bodies import SETTINGS, oxen
from tests.facade.ledger.lost_submits import (
    HOUR,
    LATER,
    LIST,
    MINUTE,
    NEVER,
    NOW,
    URL,
    page,
    refs,
    row,
    submit_lost,
)
from tests.facade.script import HTML, Answer, lost, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World


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
        rows = [row(2, at=NOW + 2 * HOUR), row(1, "kept", NOW + 2 * HOUR)]
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

    @pytest.mark.parametrize("before", [[], [9]])
    def test_where_the_list_shows_a_job_that_is_not_in_the_ledger_a_job_is_only_probable(
        self, world: World, jobs: Face, before: list[int]
    ) -> None:
        """Another program uses the account, so that it may submit this text as well."""
        for number in before:
            self.submit(world, jobs, number, "kept")
        error = submit_lost(world, jobs)
        rows = (row(3, "other", NOW + 20 * MINUTE), row(1), *(row(number, "kept") for number in before))
        assert self.recover(world, jobs, *rows) == [("probably", ["1"])]
        assert jobs.find_submitted(error).verdict == "probably"

    def test_a_job_that_is_older_than_the_ledger_says_nothing_of_other_programs(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs)
        assert self.recover(world, jobs, row(1), row(3, "other", NOW - MINUTE)) == [("found", ["1"])]

    def test_nor_does_one_that_another_process_submits_while_the_list_is_read(
        self, world: World, jobs: Face, tmp_path: Path
    ) -> None:
        submit_lost(world, jobs)
        other = world.jobs(*SETTINGS.values(), ledger=tmp_path / "other.sqlite")
        for tags in ("new", "newer"):
            submit_lost(world, other, tags)
        meanwhile = [entry.intent for entry in other.ledger.pending()] if other.ledger else []

        def answer(_: object) -> Answer:
            assert jobs.ledger is not None
            known, _ = map(jobs.ledger.begin, meanwhile)
            jobs.ledger.answer(known, ["finetuning:gen_2"])
            return page(row(3, "newer"), row(2, "new"), row(1), date=NOW)

        world.script.on(LIST, answer)
        assert [one.state for one in jobs.recover()] == ["found"]

    def test_nor_does_the_job_of_another_lost_submit(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs, "old")
        error = submit_lost(world, jobs)
        world.script.on(LIST, page(row(2), row(1, "old"), date=NOW))
        assert jobs.find_submitted(error).verdict == "found"

    @pytest.mark.parametrize(
        ("shown", "state"),
        [({"duration": 30}, "found"), ({"duration": 30.0, "bpm": 120}, "found"), ({"duration": 60}, "probably")],
    )
    def test_a_job_with_other_parameters_is_only_probable(
        self, world: World, jobs: Face, shown: dict[str, float], state: str
    ) -> None:
        submit_lost(world, jobs, duration=30)
        assert self.recover(world, jobs, {**row(1), "parameters": shown}) == [(state, ["1"])]

    def test_of_two_jobs_the_one_with_its_parameters_is_probable(self, world: World, jobs: Face) -> None:
        submit_lost(world, jobs, duration=30)
        rows = [{**row(number), "parameters": {"duration": number}} for number in (60, 30)]
        assert self.recover(world, jobs, *rows) == [("probably", ["30"])]

    def test_what_known_jobs_do_not_show_as_submitted_tells_nothing(self, world: World, jobs: Face) -> None:
        world.script.on(URL, reply({"data": {"id": "gen_9", "status": "pending"}}, 202))
        jobs.submit("finetuning", tags="kept", duration=60)
        submit_lost(world, jobs, duration=30)
        rows = [{**row(number, tags), "parameters": {"duration": 1}} for number, tags in ((1, "lofi"), (9, "kept"))]
        assert self.recover(world, jobs, *rows) == [("found", ["1"])]

    def test_the_parameters_in_the_list_tell_submits_of_the_same_text_apart(self, world: World, jobs: Face) -> None:
        for duration in (30, 60):
            submit_lost(world, jobs, duration=duration)
        rows = [{**row(number), "parameters": {"duration": number}} for number in (30, 60)]
        assert self.recover(world, jobs, *rows) == [("found", ["30"]), ("found", ["60"])]

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
        world.clock.advance(2400)
        self.submit(world, jobs, 9, "kept")
        world.clock.advance(1200)
        submit_lost(world, jobs, "new")
        rows = [row("mine", "new", NOW + HOUR), row(9, "kept", NOW + 40 * MINUTE)]
        world.script.on(LIST, page(*rows, following=2, date=NOW + HOUR))
        world.script.on(f"{LIST}&offset=2", reply({}, 500))
        old, _, new = jobs.recover()
        assert (new.state, refs(new), old.state, refs(old)) == ("found", ["mine"], "unknowable", [])
        assert "its list could not be read as far as this submit (finetuning: the provider answered 500" in old.reason
        assert [one.state for one in jobs.pending()] == ["lost", "known", "known"]

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
