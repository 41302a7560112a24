"""Waiting for many by the list of their provider: at the cost of few requests, and losing nobody."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from generation_jobs import APIError, JobCancelled, JobFailed, JobStatus, WaitTimeout

from tests.facade.bodies import SETTINGS
from tests.facade.script import HTML, Answer, lost, reply

if TYPE_CHECKING:
    from generation_jobs import (
        Outcome,
    )

    from tests.facade.account import Account
    from tests.facade.shells import Face, World

THOUSAND = [f"gen_{number}" for number in range(1000)]


def test_a_thousand_jobs_cost_less_than_ten_elsewhere(account: Account, counted: Face) -> None:
    refs = [ref for number, one in enumerate(THOUSAND) for ref in account.add([one], 20.0 + number / 10)]
    outcomes = list(counted.as_completed(refs))
    assert len(outcomes) == 1000
    assert all(outcome.error is None for outcome in outcomes)
    assert account.asked.total() < 300  # ten jobs, asked for every 2 s for a minute, are as many
    assert account.refusals == 0


def test_failed_jobs_have_no_pages_of_their_own_where_one_page_shows_all(account: Account, counted: Face) -> None:
    refs = [ref for number, one in enumerate(THOUSAND[:60]) for ref in account.add([one], 20.0 + number)]
    assert all(outcome.error is None for outcome in counted.wait_all(refs))
    assert account.asked["list failed"] == 0


def test_few_jobs_are_asked_for_alone(account: Account, jobs: Face) -> None:
    account.add(THOUSAND, 0.0)
    jobs.wait_all(account.add(["mine", "yours"], 10.0))
    assert account.pages == 0


def test_who_is_not_listed_is_asked_for_alone(account: Account, jobs: Face) -> None:
    refs = account.add(THOUSAND[:30], 30.0) + account.add(["unlisted", "hidden"], 30.0, listed=False)
    assert all(outcome.error is None for outcome in jobs.wait_all(refs))
    assert account.asked["unlisted"] >= 1
    assert account.alone < 30


def test_a_result_that_the_list_leaves_out_is_asked_for(account: Account, jobs: Face) -> None:
    refs = account.add(THOUSAND[:30], 30.0) + account.add(["bare"], 30.0, bare=True)
    outcomes = {outcome.ref: outcome for outcome in jobs.wait_all(refs)}
    assert outcomes["finetuning:bare"].result().media[0].url
    assert account.asked["bare"] == 1


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_list_alone_ends_no_job_as_failed(account: Account, counted: Face, status: str) -> None:
    refs = account.add(THOUSAND[:6], 30.0) + account.add(["paid"], 90.0, list_says=status)
    assert all(outcome.error is None for outcome in counted.wait_all(refs))
    assert account.asked["paid"] < 20  # as many as without a list


def test_a_failure_costs_one_request_and_a_success_none(account: Account, counted: Face) -> None:
    refs = account.add(THOUSAND[:30], 30.0) + account.add(["failed"], 5.0, outcome="failed")
    outcomes = counted.wait_all(refs)
    assert [outcome.error is None for outcome in outcomes] == [True] * 30 + [False]
    assert "GPU on fire" in str(outcomes[-1].error)
    assert account.asked["failed"] == account.alone == 1


@pytest.mark.parametrize("answer", [reply({}, 500), lost(), HTML])
def test_a_failure_that_no_poll_confirms_is_no_outcome(account: Account, jobs: Face, answer: Answer) -> None:
    refs = account.add(THOUSAND[:6], 30.0)
    refs += account.add(["failed"], 0.0, outcome="failed", instead=lambda: answer)
    error = jobs.wait_all(refs, timeout=120)[-1].error
    assert isinstance(error, WaitTimeout)
    assert "the list calls it ended, and no poll has confirmed that" in str(error)


@pytest.mark.parametrize(("status", "expected"), [("failed", JobFailed), ("cancelled", JobCancelled)])
def test_a_job_that_is_gone_has_ended_as_the_list_says(
    account: Account, jobs: Face, status: str, expected: type[JobFailed]
) -> None:
    refs = account.add(THOUSAND[:6], 30.0)
    refs += account.add(["gone"], 0.0, outcome=status, instead=lambda: reply({}, 404))
    outcome = jobs.wait_all(refs, timeout=120)[-1]
    assert (type(outcome.error), outcome.status.value) == (expected, status)


@pytest.mark.parametrize("status_code", [401, 403])
def test_a_job_that_may_not_be_seen_has_not_ended(account: Account, jobs: Face, status_code: int) -> None:
    refs = account.add(THOUSAND[:6], 30.0)
    refs += account.add(["denied"], 0.0, outcome="failed", instead=lambda: reply({}, status_code))
    error = jobs.wait_all(refs, timeout=120)[-1].error
    assert isinstance(error, APIError)
    assert error.status_code == status_code


def test_a_failure_in_a_list_does_not_shorten_the_time_until_a_retry(account: Account, jobs: Face) -> None:
    refs = account.add(THOUSAND[:60], 110.0)
    refs += account.add(["failed"], 0.0, outcome="failed", instead=lambda: reply({}, 503, Retry_After="30"))
    jobs.wait_all(refs, timeout=120)
    assert account.asked["failed"] <= 5


def test_a_callback_hears_of_a_failure_once_it_is_confirmed(world: World, account: Account) -> None:
    heard: list[JobStatus] = []
    jobs = world.jobs(
        SETTINGS["finetuning"], transport=account.transport(), on_update=lambda job: heard.append(job.status)
    )
    jobs.wait_all(account.add(THOUSAND[:6], 30.0, list_says="failed"))
    assert JobStatus.SUCCEEDED in heard
    assert JobStatus.FAILED not in heard


def test_the_jobs_of_others_are_not_read_to_the_end(account: Account, jobs: Face) -> None:
    account.add([f"old_{number}" for number in range(5000)], -1.0, created_at=-86_400.0 * 30)
    refs = account.add(THOUSAND[:200], 60.0)
    assert all(outcome.error is None for outcome in jobs.wait_all(refs))
    assert account.asked.total() < 200


def test_jobs_that_lie_too_far_back_are_asked_for_alone(account: Account, jobs: Face) -> None:
    refs = account.add(THOUSAND[:20], 60.0, created_at=-3600.0)
    account.add([f"new_{number}" for number in range(3000)], 500.0)
    assert all(outcome.error is None for outcome in jobs.wait_all(refs))
    assert account.pages < 10


def test_a_list_that_shifts_while_it_is_read_loses_nobody(account: Account, jobs: Face) -> None:
    refs = account.add(THOUSAND[:300], 45.0)
    names = iter(range(10**6))
    account.before_page = lambda: account.add([f"more_{next(names)}" for _ in range(40)], 10**6)
    assert all(outcome.error is None for outcome in jobs.wait_all(refs))


@pytest.mark.parametrize("answer", [reply({}, 403), reply({}, 500), HTML, lost(), reply({"data": {"generations": 7}})])
def test_without_a_list_each_is_asked_for(account: Account, jobs: Face, answer: Answer) -> None:
    account.list_answer = lambda: answer
    assert all(outcome.error is None for outcome in jobs.wait_all(account.add(THOUSAND[:20], 60.0)))


def test_why_a_list_is_read_is_logged(account: Account, jobs: Face, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "generation_jobs"):
        jobs.wait_all(account.add(THOUSAND[:20], 10.0))
    assert "finetuning: 20 jobs wait; reading the list (all jobs" in caplog.text


def test_a_page_may_name_a_job_twice(account: Account, jobs: Face) -> None:
    account.names_twice = True
    refs = account.add(THOUSAND[:150], 30.0)
    assert [outcome.ref for outcome in jobs.wait_all(refs) if outcome.error is None] == refs


def test_a_list_that_is_stuck_is_found_out(account: Account, jobs: Face) -> None:
    account.list_stops_at = 5.0
    refs = account.add(THOUSAND[:6], 30.0)
    assert all(outcome.error is None for outcome in jobs.wait_all(refs, timeout=3600))
    assert account.clock.monotonic() < 200


def test_everybody_is_asked_for_alone_before_the_deadline(account: Account, jobs: Face) -> None:
    account.list_stops_at = 5.0
    refs = account.add(THOUSAND[:30], 570.0)  # so late that no poll before the last ones sees an end
    assert all(outcome.error is None for outcome in jobs.wait_all(refs, timeout=600))


def test_everybody_is_asked_for_alone_in_a_short_wait_too(account: Account, counted: Face) -> None:
    account.list_stops_at = 5.0
    refs = account.add(THOUSAND[:29], 10**6) + account.add(["last"], 53.0)
    assert counted.wait_all(refs, timeout=60)[-1].error is None
    assert account.refusals == 0


def test_a_list_that_hangs_holds_nobody_up(account: Account, jobs: Face) -> None:
    def hang() -> Answer:
        account.clock.advance(20)
        return lost()

    account.list_answer = hang
    refs = account.add(THOUSAND[:12], 5.0)
    assert all(outcome.error is None for outcome in jobs.wait_all(refs, timeout=40))
    assert account.pages == 1


def test_who_ends_while_the_loop_is_busy_is_not_called_unfinished(account: Account, jobs: Face) -> None:
    refs = account.add(["quick"], 5.0) + account.add(THOUSAND[:5], 400.0)
    outcomes: list[Outcome] = []
    for outcome in jobs.as_completed(refs, timeout=300):
        outcomes.append(outcome)
        if len(outcomes) == 1:
            account.clock.advance(1000)
    assert len(outcomes) == 6
    assert all(outcome.error is None for outcome in outcomes)


def test_who_ends_before_a_last_round_that_the_loop_interrupts_is_not_called_unfinished(
    account: Account, jobs: Face
) -> None:
    account.list_stops_at = 5.0
    refs = account.add(THOUSAND[:6], 570.0)  # so late that no poll before the last ones sees an end
    outcomes: list[Outcome] = []
    for outcome in jobs.as_completed(refs, timeout=600):
        outcomes.append(outcome)
        account.clock.advance(100)
    assert [outcome.error for outcome in outcomes] == [None] * 6
