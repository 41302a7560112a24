"""`genjobs` against the live sandbox."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import __version__
from generation_jobs.providers.settings import KINDS
from generation_jobs_cli.main import app
from generation_jobs_sandbox import Fault, Sandbox
from typer.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")

STORED = "bland:a3f8c2d1-4b5e-6789-0abc-def012345678"
FIELDS = {
    "ref",
    "status",
    "provider_status",
    "created_at",
    "started_at",
    "completed_at",
    "media",
    "error",
    "cost",
    "currency",
}


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox() as one:
        for name, value in one.environ().items():
            monkeypatch.setenv(name, value)
        yield one


def genjobs(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)


# What it prints.


def test_get_prints_a_line_for_each_ref(box: Sandbox) -> None:
    running = f"oxen:{box.world.add('oxen', running=60)}"
    result = genjobs("get", STORED, running)
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(result.stdout.splitlines()) == [f"{STORED} succeeded audio/wav", f"{running} running"]


def test_wait_prints_each_status_once(box: Sandbox) -> None:
    ref = f"breeze:{box.world.add('breeze', running=1)}"
    result = genjobs("wait", ref)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [f"{ref} running", f"{ref} succeeded audio/mpeg"]


def test_wait_can_be_told_by_a_stream(box: Sandbox) -> None:
    job_id = box.world.add("oxen")
    assert genjobs("wait", "--push", f"oxen:{job_id}").exit_code == 0
    assert [request.path.rpartition("/")[2] for request in box.world.requests] == ["events", job_id]


def test_a_failed_job_is_told_with_its_reason(box: Sandbox) -> None:
    ref = f"finetuning:{box.world.add('finetuning', 'failed')}"
    result = genjobs("wait", ref)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "GPU job timed out" in result.stderr
    assert ref in result.stderr


def test_download_saves_where_it_is_told_and_only_once(box: Sandbox, tmp_path: Path) -> None:
    refs = box.world.add_demo(stretch=0)
    result = genjobs("download", *refs, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"{ref.replace(':', '-')}{path}" for ref, path in zip(refs, EXTENSIONS, strict=True)}
    sent = len(box.world.requests)
    assert genjobs("download", *refs, "-o", tmp_path / "out").exit_code == 0
    assert len(box.world.requests) == sent + len(refs)  # one look each, no result


EXTENSIONS = [".mp3", ".mp3", ".png", ".mp3", ".wav"]


def test_download_saves_here_by_default(box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = genjobs("download", STORED)
    assert result.stdout == f"{STORED} succeeded {STORED.replace(':', '-')}.wav\n"
    assert (tmp_path / f"{STORED.replace(':', '-')}.wav").is_file()


def test_get_and_wait_save_too_when_told(box: Sandbox, tmp_path: Path) -> None:
    for command in ("get", "wait"):
        assert genjobs(command, STORED, "-o", tmp_path / command).exit_code == 0
        assert len(list((tmp_path / command).iterdir())) == 1


def test_a_ref_given_twice_is_looked_at_once(box: Sandbox) -> None:
    assert len(genjobs("get", STORED, STORED).stdout.splitlines()) == 1


# JSON.


def test_json_holds_the_job(box: Sandbox) -> None:
    (told,) = objects(genjobs("get", "--json", STORED))
    assert set(told) == FIELDS
    assert told["ref"] == STORED
    assert told["created_at"] == "2026-03-16T01:44:56.673000Z"
    assert (told["cost"], told["currency"]) == ("0.011", "USD")
    assert told["media"][0]["kind"] == "audio"
    assert (told["error"], told["provider_status"]) == (None, None)


def test_json_tells_of_errors_where_there_is_no_job(box: Sandbox) -> None:
    result = genjobs("wait", "--json", STORED, "oxen:nothing", "sora:1")
    told = {one["ref"]: one for one in objects(result)}
    assert result.exit_code == 3
    assert set(told[STORED]) == FIELDS
    assert set(told["oxen:nothing"]) == {"ref", "error"}
    assert told["oxen:nothing"]["error"]["type"] == "NotFoundError"
    assert told["oxen:nothing"]["error"]["code"] == "resource_not_found"
    assert "there is no provider 'sora'" in told["sora:1"]["error"]["message"]


def test_json_of_a_failed_job_is_the_job(box: Sandbox) -> None:
    result = genjobs("wait", "--json", f"breeze:{box.world.add('breeze', 'failed')}")
    (told,) = objects(result)
    assert (result.exit_code, told["status"]) == (1, "failed")
    assert told["error"] == {"code": "GENERATION_FAILED", "message": "The generation failed."}


def test_json_names_the_files(box: Sandbox, tmp_path: Path) -> None:
    (told,) = objects(genjobs("download", "--json", STORED, "-o", tmp_path))
    assert told["files"] == [str(tmp_path / f"{STORED.replace(':', '-')}.wav")]


# Exit codes.


@pytest.fixture
def refs(box: Sandbox) -> dict[str, str]:
    add = box.world.add
    return {
        "succeeded": STORED,
        "failed": f"breeze:{add('breeze', 'failed')}",
        "cancelled": f"oxen:{add('oxen', 'cancelled')}",
        "malformed": "nonsense",
        "unknown": "sora:1",
        "absent": "oxen:nothing",
        "broken": f"oxen:{add('oxen', faults=[Fault('missing_result', times=9)])}",
        "endless": f"oxen:{add('oxen', running=1000)}",
    }


@pytest.mark.parametrize(
    ("which", "code"),
    [
        (["succeeded"], 0),
        (["failed"], 1),
        (["cancelled"], 1),
        (["malformed"], 2),
        (["unknown"], 2),
        (["absent"], 3),
        (["broken"], 3),
        (["endless"], 4),
        (["failed", "succeeded"], 1),
        (["unknown", "failed", "succeeded"], 2),
        (["absent", "unknown", "failed"], 3),
        (["succeeded", "endless", "absent", "failed", "malformed"], 4),
    ],
)
def test_the_highest_exit_code_wins(refs: dict[str, str], which: list[str], code: int) -> None:
    result = genjobs("wait", "--timeout", "0.3", *[refs[one] for one in which])
    assert result.exit_code == code
    assert len(result.stderr.splitlines()) == sum(one != "succeeded" for one in which)


def test_get_tells_of_a_failed_job_by_its_code(refs: dict[str, str]) -> None:
    assert genjobs("get", refs["failed"]).exit_code == 1
    assert genjobs("get", refs["endless"]).exit_code == 0


def test_a_missing_key_says_what_to_set() -> None:
    result = genjobs("get", "breeze:job_1")
    assert result.exit_code == 2
    assert "BREEZE_API_KEY" in result.stderr


def test_nobody_there_is_code_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BREEZE_API_KEY", "brz_k")
    monkeypatch.setenv("BREEZE_BASE_URL", "http://127.0.0.1:9")
    result = genjobs("get", "breeze:job_1")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("timeout", ["0", "-1", "nan", "inf", "soon"])
def test_a_timeout_that_is_none_is_code_2(box: Sandbox, timeout: str) -> None:
    assert genjobs("wait", STORED, "--timeout", timeout).exit_code == 2


@pytest.mark.parametrize("arguments", [["fly"], ["get"], ["get", "--fly", STORED]])
def test_wrong_usage_is_code_2(arguments: list[str]) -> None:
    assert genjobs(*arguments).exit_code == 2


def test_an_unwritable_directory_is_told(box: Sandbox) -> None:
    result = genjobs("download", STORED, "-o", "/proc/self/out")
    assert result.exit_code == 3
    assert "cannot write to /proc/self/out" in result.stderr


# The rest.


def test_providers_tells_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("OXEN_API_KEY", "oxen-secret")
    lines = {line.split()[0]: line for line in genjobs("providers").stdout.splitlines()}
    assert set(KINDS) < set(lines)
    assert lines["oxen"].rstrip().endswith("set")
    assert "set PLAYAI_API_KEY and PLAYAI_USER_ID" in lines["playai"]
    assert "reported closed" in lines["playai"]
    assert "secret" not in str(lines)


def test_version() -> None:
    assert genjobs("--version").stdout == f"{__version__}\n"


def test_help_is_quick() -> None:
    code = (
        "import sys\n"
        "from generation_jobs_cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print(*{'httpx', 'attrs', 'starlette'} & set(sys.modules))\n"
    )
    assert python("-c", code, "--help").stdout.splitlines()[-1] == ""
    told = python("-c", code, "get", "--help").stdout
    assert "--timeout" in told
    assert told.splitlines()[-1] == ""


def test_the_sandbox_is_one_of_its_commands() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "generation_jobs", "sandbox", "--help"], capture_output=True, text=True
    )
    assert told.returncode == 0
    assert "serve" in told.stdout


def test_an_archived_provider_is_told_in_words(box: Sandbox) -> None:
    ref = f"playai:{box.world.add('playai')}"
    told = python("-m", "generation_jobs", "get", ref)
    assert told.stderr == "note: playai: reported closed since 2025-12-31\n"


def test_ctrl_c_ends_it_with_a_word(box: Sandbox) -> None:
    ref = f"breeze:{box.world.add('breeze', running=1000)}"
    command = [sys.executable, "-m", "generation_jobs", "wait", ref]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == f"{ref} running\n"
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=10)
    assert child.returncode == 130
    assert said == "interrupted: jobs go on at their providers; to go on, run the same command\n"


def test_a_closed_pipe_ends_it_quietly(box: Sandbox) -> None:
    refs = [f"oxen:{number}" for number in range(3)]
    command = [sys.executable, "-m", "generation_jobs", "get", "--json", *refs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        said = child.stderr.read()
        child.wait(10)
    assert "Traceback" not in said
