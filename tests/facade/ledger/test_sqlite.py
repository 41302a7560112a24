"""The file of a ledger: what is in it, and who may read it."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import ConfigurationError, JobStatus, SubmitUncertain, WaitTimeout
from generation_jobs.ledger import Intent, Ledger, SQLiteLedger

from tests.facade.bodies import FINETUNING_URL, SETTINGS, finetuning
from tests.facade.script import Answer, reply

if TYPE_CHECKING:
    from tests.facade.shells import Face, World

URL = "https://pub.finetuning.ai/v1/generations"
ACCEPTED = reply({"data": {"id": "gen_abc123", "status": "pending"}}, 202)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
INTENT = Intent("finetuning", "account", "digest", NOON, "text")


def test_it_is_a_ledger(ledger: SQLiteLedger) -> None:
    assert isinstance(ledger, Ledger)


def test_no_key_and_no_parameter_is_in_the_file(world: World, jobs: Face, path: Path) -> None:
    for answer in (Answer(502, b"ft_live_secret lofi piano"), reply({"data": {"lofi piano": "a secret love"}})):
        world.script.on(URL, answer)
        with pytest.raises(SubmitUncertain):
            jobs.submit("finetuning", tags="lofi piano", lyrics="a secret love")
    jobs.close()
    content = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"finetuning" in content
    for secret in (b"ft_live_secret", b"lofi", b"secret love"):
        assert secret not in content


def test_a_file_of_version_0_1_goes_on(ledger: SQLiteLedger, path: Path) -> None:
    """It has no column for parameters."""
    ledger.begin(INTENT)
    ledger.close()
    with sqlite3.connect(path) as db:
        db.execute("ALTER TABLE submits DROP COLUMN shown")
    db.close()
    ledger.begin(INTENT._replace(shown="{}"))
    assert [entry.intent.shown for entry in ledger.pending()] == [None, "{}"]


def test_with_closes_it(ledger: SQLiteLedger, path: Path) -> None:
    with ledger as entered:
        number = entered.begin(INTENT)
    with SQLiteLedger(path) as other:
        assert [entry.number for entry in other.pending()] == [number]


def test_only_the_user_may_read_it(ledger: SQLiteLedger, path: Path) -> None:
    ledger.begin(INTENT)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_nothing_is_created_before_the_first_submit(world: World, jobs: Face, path: Path) -> None:
    world.script.on(FINETUNING_URL.format(id="gen_abc123"), reply(finetuning("processing")))
    jobs.get("finetuning:gen_abc123")
    assert jobs.pending() == []
    assert jobs.recover() == []
    assert not path.exists()


def test_a_job_is_pending_until_its_results_are_saved(world: World, jobs: Face, tmp_path: Path) -> None:
    media = "https://media.finetuning.ai/a.mp3"
    url = FINETUNING_URL.format(id="gen_abc123")
    world.script.on(URL, ACCEPTED)
    world.script.on(url, reply(finetuning("completed", audioUrl=media)))
    world.script.on(media, Answer(200, b"ID3 music", {"content-type": "audio/mpeg"}))
    job = jobs.submit("finetuning", tags="lofi")
    (known,) = jobs.pending()
    assert (known.state, [one.ref for one in known.jobs]) == ("known", ["finetuning:gen_abc123"])
    jobs.wait(job)
    (waited,) = jobs.pending()
    assert [one.status for one in waited.jobs] == [JobStatus.SUCCEEDED]
    jobs.download("finetuning:gen_abc123", tmp_path)
    assert jobs.pending() == []


def test_what_a_job_was_at_the_timeout_is_written_down(world: World, jobs: Face) -> None:
    world.script.on(URL, ACCEPTED)
    world.script.on(FINETUNING_URL.format(id="gen_abc123"), reply(finetuning("processing")))
    job = jobs.submit("finetuning", tags="lofi")
    with pytest.raises(WaitTimeout):
        jobs.wait(job, timeout=60)
    (waited,) = jobs.pending()
    assert [one.status for one in waited.jobs] == [JobStatus.RUNNING]


@pytest.mark.parametrize("call", ["get", "wait", "as_completed"])
def test_a_job_that_failed_is_done(world: World, jobs: Face, call: str) -> None:
    world.script.on(URL, ACCEPTED)
    world.script.on(f"{URL}?limit=99", reply({}, 500))
    world.script.on(FINETUNING_URL.format(id="gen_abc123"), reply(finetuning("failed", errorMessage="no")))
    ref = jobs.submit("finetuning", tags="lofi").ref
    if call == "wait":
        with pytest.raises(Exception, match="failed"):
            jobs.wait(str(ref))
    elif call == "get":
        jobs.get(str(ref))
    else:
        list(jobs.as_completed([str(ref)], timeout=600))
    assert jobs.pending() == []


def test_without_a_ledger_there_is_nothing_to_recover(world: World) -> None:
    jobs = world.jobs(*SETTINGS.values(), ledger="OFF")
    for call in (jobs.pending, jobs.recover):
        with pytest.raises(ConfigurationError, match="there is no ledger"):
            call()


def test_the_environment_may_choose_it(world: World, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENJOBS_LEDGER", str(path))
    assert world.jobs(*SETTINGS.values()).pending() == []


def test_something_else_is_no_ledger(world: World) -> None:
    with pytest.raises(ConfigurationError, match="ledger=17: give a path, the URL of a Postgres database or a Ledger"):
        world.jobs(*SETTINGS.values(), ledger=17)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [":memory:", "file::memory:?cache=shared", "file:jobs.sqlite"])
def test_a_name_that_only_sqlite_knows_is_no_path(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for given in (name, Path(name)):
        with pytest.raises(ConfigurationError, match=r"ledger='(:|file:).*: give the path of a file; a ledger in mem"):
            world.jobs(*SETTINGS.values(), ledger=given)
    assert list(tmp_path.iterdir()) == []
    assert SQLiteLedger(f"./{name}").path == Path(f"./{name}")


@pytest.mark.parametrize(
    ("number", "refs", "message"),
    [
        (1, "finetuning:gen_1", "refs is of type str: give a list of refs"),
        (1, ["gen_1"], "'gen_1' is not a ref: write PROVIDER:ID"),
        (1, [None], "the ref is None"),
        ("1", ["finetuning:gen_1"], "number is of type str: give the number of a submit"),
    ],
)
def test_what_is_no_ref_is_not_written_down(ledger: SQLiteLedger, number: Any, refs: Any, message: str) -> None:
    """A ref instead of a list would make a job of each letter, and the submit known."""
    ledger.begin(INTENT)
    for write in (ledger.answer, ledger.settle):
        with pytest.raises(ConfigurationError, match=message):
            write(number, refs)
    assert [(entry.is_known, entry.jobs) for entry in ledger.pending()] == [(False, ())]


def test_a_number_that_is_none_is_not_dropped(ledger: SQLiteLedger) -> None:
    with pytest.raises(ConfigurationError, match="number is None"):
        ledger.drop(None)  # type: ignore[arg-type]
