"""Waiting for many: each for itself, in the order of their ends, within the limits, at the cost of few."""

from __future__ import annotations

import json
import threading
from random import Random
from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    AuthenticationError,
    ConfigurationError,
    Durations,
    Event,
    Job,
    JobFailed,
    JobLooked,
    JobStatus,
    Media,
    MissingResult,
    NotFoundError,
    Outcome,
    PermissionDeniedError,
    Standing,
    WaitTimeout,
)

from tests.facade.bodies import DONE, OXEN_URL, RUNNING, SETTINGS, oxen
from tests.facade.script import HTML, Answer, lost, reply

if TYPE_CHECKING:
    from tests.facade.account import Account
    from tests.facade.shells import Face, World

THOUSAND = [f"gen_{number}" for number in range(1000)]


def by_ref(outcomes: tuple[Outcome, ...]) -> dict[str, Outcome]:
    return {outcome.ref: outcome for outcome in outcomes}


def test_each_comes_as_it_ends(account: Account, jobs: Face) -> None:
    late, early = account.add(["a"], 90.0), account.add(["b"], 20.0)
    given = [(outcome.ref, outcome.result().status) for outcome in jobs.as_completed([*late, *early])]
    assert given == [("finetuning:b", "succeeded"), ("finetuning:a", "succeeded")]


def test_all_in_the_order_given_as_often_as_given(account: Account, jobs: Face) -> None:
    a, b = account.add(["a"], 30.0)[0], account.add(["b"], 5.0)[0]
    assert [outcome.ref for outcome in jobs.wait_all([a, b, a])] == [a, b, a]


def test_a_ref_given_twice_is_asked_for_once(account: Account, jobs: Face) -> None:
    ref = account.add(["a"], 0.0)[0]
    assert [outcome.ref for outcome in jobs.as_completed([ref, ref, ref])] == [ref]
    assert account.asked == {"a": 1}


def test_nothing_to_wait_for(account: Account, jobs: Face) -> None:
    assert jobs.wait_all([]) == ()
    assert list(jobs.as_completed(iter([]))) == []
    assert account.asked.total() == 0


def test_one_failure_never_hides_the_others(account: Account, jobs: Face) -> None:
    good = account.add(["good", "better"], 40.0)
    refs = [
        *good,
        *account.add(["failed"], 10.0, outcome="failed"),
        *account.add(["forbidden"], 0.0, instead=lambda: reply({}, 403), listed=False),
        *account.add(["denied"], 0.0, instead=lambda: reply({}, 401), listed=False),
        "finetuning:missing",
        "nobody:1",
        "oxen:1",
        "no ref",
    ]
    found = by_ref(jobs.wait_all(refs))
    kinds = {ref: type(outcome.error) for ref, outcome in found.items() if outcome.error}
    assert kinds == {
        "finetuning:failed": JobFailed,
        "finetuning:forbidden": PermissionDeniedError,
        "finetuning:denied": AuthenticationError,
        "finetuning:missing": NotFoundError,
        "nobody:1": ConfigurationError,
        "oxen:1": ConfigurationError,
        "no ref": ConfigurationError,
    }
    assert all(found[ref].result().media for ref in good)
    assert found["finetuning:failed"].status is JobStatus.FAILED
    assert "GPU on fire" in str(found["finetuning:failed"].error)
    assert all(ref in str(outcome.error) for ref, outcome in found.items() if outcome.error)
    with pytest.raises(NotFoundError):
        found["finetuning:missing"].result()


def test_a_job_that_was_answered_at_once_has_ended(jobs: Face) -> None:
    job = Job(None, JobStatus.SUCCEEDED, media=(Media("audio", data=b"RIFF"),))
    assert jobs.wait_all([job])[0].result() is job


def test_who_was_answered_at_once_has_not_failed(account: Account, jobs: Face) -> None:
    job = Job(None, JobStatus.SUCCEEDED, media=(Media("audio", data=b"RIFF"),))
    standings: list[tuple[int, int, int]] = []

    def look(standing: Standing) -> None:
        standings.append((standing.total, standing.ended, standing.failed))

    list(jobs.as_completed([job, *account.add(["a"], 5.0)], on_update=look))
    assert standings[0] == (2, 1, 0)


def test_progress_can_be_printed(account: Account, jobs: Face) -> None:
    printed: list[str] = []
    list(jobs.as_completed(account.add(["a", "b"], 5.0), on_update=lambda state: printed.append(repr(state))))
    assert printed[0].startswith("<BatchProgress: 0 of 2 jobs have ended; ")
    assert printed[-1].startswith("<BatchProgress: 2 of 2 jobs have ended; ")


def test_one_ref_is_no_list(account: Account, jobs: Face) -> None:
    with pytest.raises(ConfigurationError, match="is one job: give a list"):
        jobs.wait_all("finetuning:a")


def test_a_result_that_is_missing_is_that_jobs_error(world: World) -> None:
    jobs = world.jobs(SETTINGS["oxen"])
    world.script.on(OXEN_URL.format(id="1"), reply(oxen("succeeded")))
    world.script.on(OXEN_URL.format(id="2"), RUNNING, DONE)
    bad, good = jobs.wait_all(["oxen:1", "oxen:2"])
    assert isinstance(bad.error, MissingResult)
    assert good.result().media


@pytest.mark.parametrize("trouble", [reply({}, 503), reply({}, 429), HTML, lost(), reply({}, 200).but(body=b"{")])
def test_trouble_of_one_job_is_survived(account: Account, jobs: Face, trouble: Answer) -> None:
    answers = [trouble] * 3
    entry_done = reply({"data": {"id": "a", "status": "completed", "audioUrl": "https://media.example/a.mp3"}})
    refs = account.add(["a"], 0.0, instead=lambda: answers.pop() if answers else entry_done, listed=False)
    refs += account.add(["b"], 5.0)
    assert all(outcome.error is None for outcome in jobs.wait_all(refs))


def test_who_is_late_can_be_waited_for_again(account: Account, jobs: Face) -> None:
    refs = account.add(["quick"], 5.0) + account.add(["slow"], 500.0)
    quick, slow = jobs.wait_all(refs, timeout=100)
    assert quick.error is None
    assert isinstance(slow.error, WaitTimeout)
    assert (slow.error.ref, slow.error.last_error) == ("finetuning:slow", None)
    assert slow.error.elapsed == pytest.approx(100, abs=1)
    assert "last seen as running ('processing')" in str(slow.error)
    assert jobs.wait_all([slow.ref])[0].error is None


def test_a_job_that_ends_shortly_before_the_deadline_is_not_missed(account: Account, jobs: Face) -> None:
    refs = account.add(THOUSAND[:50], 99.0)
    assert all(outcome.error is None for outcome in jobs.wait_all(refs, timeout=103))


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_a_timeout_that_is_none_is_refused(account: Account, jobs: Face, timeout: float) -> None:
    with pytest.raises(ConfigurationError, match="finite number of seconds"):
        jobs.wait_all(["finetuning:a"], timeout=timeout)
    assert account.asked.total() == 0


# Limits


def test_nobody_is_asked_more_often_than_documented(account: Account, counted: Face) -> None:
    account.list_answer = lambda: reply({}, 403)
    outcomes = counted.wait_all(account.add(THOUSAND[:200], 100.0))
    assert all(outcome.error is None for outcome in outcomes)
    assert account.refusals == 0  # and all 60 of each minute are used
    assert account.asked.total() >= 0.8 * account.clock.monotonic()


def test_ten_minutes_of_429_are_waited_through(account: Account, jobs: Face) -> None:
    def refused() -> Answer:
        return reply({}, 429)

    account.list_answer = refused
    refs = account.add(THOUSAND[:100], 0.0, instead=refused)

    def look(_: Standing) -> None:
        if account.clock.monotonic() > 600:
            account.list_answer = None
            for one in account.entries.values():
                one.instead = None

    outcomes = tuple(jobs.as_completed(refs, timeout=3600, on_update=look))
    assert all(outcome.error is None for outcome in outcomes)
    assert account.asked.total() < 150


def test_a_bad_key_is_found_out_by_a_few(account: Account, jobs: Face) -> None:
    denied = reply({"error": {"code": "INVALID_API_KEY", "message": "revoked"}}, 401)
    account.list_answer = lambda: denied
    outcomes = jobs.wait_all(account.add(THOUSAND, 0.0, instead=lambda: denied))
    assert {type(outcome.error) for outcome in outcomes} == {AuthenticationError}
    assert all(outcome.ref in str(outcome.error) for outcome in outcomes)
    assert account.asked.total() < 20


def test_a_provider_without_a_list_of_states(account: Account, jobs: Face) -> None:
    account.add(THOUSAND[:100], 10.0)
    outcomes = jobs.wait_all([f"breeze:{one}" for one in THOUSAND[:100]])
    assert all(outcome.error is None for outcome in outcomes)
    assert account.asked.total() < 1000


# How it stands, and how it ends


def test_how_it_stands(account: Account, jobs: Face) -> None:
    refs = account.add(THOUSAND[:40], 30.0) + account.add(["failed"], 5.0, outcome="failed")
    told_of: list[tuple[int, int]] = []
    slow: list[str] = []

    def look(standing: Standing) -> None:
        told_of.append((standing.ended, standing.counts.total()))
        left = standing.budgets["finetuning"]
        assert left is not None
        assert 0 <= left.remaining < left.limit == 60
        assert standing.requests["finetuning"] >= 1
        assert standing.remaining >= 0
        slow.extend(one.ref for one in standing.slowest(3))

    list(jobs.as_completed([*refs, "nobody:1"], on_update=look))
    assert told_of[0][0] <= told_of[-1][0] == 42
    assert {total for _, total in told_of} == {41}
    assert slow[0].startswith("finetuning:")


def test_the_last_update_tells_of_all_that_ended_meanwhile(world: World, account: Account) -> None:
    """`on_update` may be slow: with `Jobs`, threads go on reading behind its back."""
    seen, changed = list[str](), threading.Condition()

    def note(event: Event) -> None:
        if isinstance(event, JobLooked):
            with changed:
                seen.append(str(event.ref))
                changed.notify_all()

    jobs = world.jobs(SETTINGS["finetuning"], transport=account.transport(), on_event=note)
    updates = list[int]()

    def look(progress: Standing) -> None:
        with changed:
            assert changed.wait_for(lambda: len(seen) == progress.requests["finetuning"], 10)
        updates.append(progress.ended)

    list(jobs.as_completed(account.add(["a", "b"], 0.0, listed=False), on_update=look))
    assert updates[-1] == 2


def test_progress_counts_a_job_while_the_callbacks_about_its_end_are_called(world: World, account: Account) -> None:
    seen, counts = list[Standing](), list[int]()

    def note(event: Event) -> None:
        if isinstance(event, JobLooked) and event.job.status.is_final:
            counts.append(seen[-1].counts.total())

    jobs = world.jobs(SETTINGS["finetuning"], transport=account.transport(), on_event=note)
    jobs.wait_all(account.add(THOUSAND[:6], 30.0), on_update=seen.append)
    assert counts == [6] * 6


def test_leaving_the_loop_ends_the_wait(account: Account, jobs: Face) -> None:
    outcomes = jobs.as_completed(account.add(["a"], 1.0) + account.add(THOUSAND[:50], 500.0))
    assert next(outcomes).ref == "finetuning:a"
    outcomes.close()  # type: ignore[attr-defined]
    before = account.asked.total()
    jobs.get("finetuning:a")
    assert account.asked.total() == before + 1


def test_what_on_update_raises_comes_out(account: Account, jobs: Face) -> None:
    def stop(_: Standing) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        list(jobs.as_completed(account.add(["a"], 10.0), on_update=stop))


def test_an_unexpected_fault_is_not_swallowed(account: Account, jobs: Face) -> None:
    def broken() -> Answer:
        raise RuntimeError("a transport of the user's own")

    with pytest.raises(RuntimeError, match="of the user's own"):
        jobs.wait_all(account.add(["a"], 10.0, instead=broken))


def test_durations_go_from_one_program_to_the_next(world: World, account: Account, jobs: Face) -> None:
    jobs.wait_all(account.add(THOUSAND[:40], 200.0))
    saved = json.dumps(jobs.durations.export())
    account.asked.clear()
    start = world.clock.monotonic()
    known = Durations.load(json.loads(saved))
    other = world.jobs(SETTINGS["finetuning"], transport=account.transport(), durations=known)
    other.wait_all(account.add(["next"], start + 200.0, created_at=start))
    assert account.asked.total() < 20  # 31 for who knows nothing


def test_what_was_seen_is_known_to_the_next(world: World, account: Account, jobs: Face) -> None:
    jobs.wait_all(account.add(THOUSAND[:40], 200.0))
    known = account.asked.total()
    account.asked.clear()
    start = world.clock.monotonic()
    jobs.wait_all(account.add(["next"], start + 200.0, created_at=start))
    after = account.asked.total()
    account.asked.clear()
    start = world.clock.monotonic()
    fresh = world.jobs(SETTINGS["finetuning"], transport=account.transport())
    fresh.wait_all(account.add(["next2"], start + 200.0, created_at=start))
    assert after < 0.6 * account.asked.total()
    assert known < 40


@pytest.mark.parametrize("median", [20.0, 200.0], ids=["as documented", "ten times slower"])
def test_the_end_of_200_jobs_is_foretold_from_a_third_of_the_wait_on(
    account: Account, jobs: Face, median: float
) -> None:
    random = Random(7)
    refs = [account.add([f"gen_{number}"], median * random.lognormvariate(0, 0.4))[0] for number in range(200)]
    reply: list[tuple[float, float]] = []

    def note(progress: Standing) -> None:
        if progress.total - progress.ended >= 10:  # the last few end when they like
            reply.append((progress.elapsed, progress.remaining))

    began = account.clock.monotonic()
    assert sum(outcome.error is None for outcome in jobs.as_completed(refs, timeout=7200, on_update=note)) == 200
    took = account.clock.monotonic() - began
    ratios = [remaining / (took - elapsed) for elapsed, remaining in reply if elapsed > took / 3]
    assert ratios
    assert min(ratios) >= 0.5
    assert max(ratios) <= 2.0
