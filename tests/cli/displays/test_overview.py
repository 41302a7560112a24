"""What a terminal shows while many jobs are waited for, and at the end, as text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    Breeze,
    Finetuning,
    Job,
    JobError,
    JobFailed,
    Jobs,
    JobStatus,
    Oxen,
    ServerError,
    WaitTimeout,
)
from generation_jobs.testing import VirtualClock
from generation_jobs_cli.displays.overview.display import Overview
from generation_jobs_cli.result import Result
from generation_jobs_sandbox import Fault, Sandbox, World
from rich.cells import cell_len
from rich.console import Console, RenderableType

if TYPE_CHECKING:
    from generation_jobs import Standing

WIDTHS = (40, 80, 120)
KEY = "ft_live_0123456789abcdef0123456789abcdef"


def text(console: Console, shown: RenderableType) -> str:
    with console.capture() as capture:
        console.print(shown)
    return capture.get()


@pytest.fixture(scope="module")
def frames() -> dict[int, list[str]]:
    """By the width of the terminal: what is shown at first, after every answer, and at the end."""
    clock = VirtualClock()
    world = World(now=clock.now, seed="overview")
    refs = ["sora:1", *(f"oxen:{world.add('oxen', queued=10, running=10 + 10 * number)}" for number in range(30))]
    refs += [f"finetuning:{world.add('finetuning', 'failed', running=15 + 9 * number)}" for number in range(30)]
    consoles = {width: Console(width=width, height=24) for width in WIDTHS}
    overviews = {width: Overview(console, refs, clock.monotonic) for width, console in consoles.items()}
    seen = {width: [text(consoles[width], overview.panel())] for width, overview in overviews.items()}

    def show(standing: Standing) -> None:
        for width, overview in overviews.items():
            overview.on_progress(standing)
            seen[width].append(text(consoles[width], overview.panel()))

    with Sandbox(world) as box:
        oxen = Oxen(api_key="oxen-secret", base_url=box.base_url("oxen"))
        finetuning = Finetuning(api_key=KEY, base_url=box.base_url("finetuning"))
        with Jobs([oxen, finetuning], clock=clock, random=Random(1)) as jobs:
            for outcome in jobs.as_completed(refs, timeout=3600, on_update=show):
                for overview in overviews.values():
                    overview.on_result(Result(*outcome))
    for width, overview in overviews.items():
        with consoles[width].capture() as capture:
            overview.__exit__()
        seen[width].append(capture.get())
    return seen


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_terminal(frames: dict[int, list[str]], width: int) -> None:
    lines = [line for frame in frames[width] for line in frame.splitlines()]
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_into_a_terminal_of_24_lines(frames: dict[int, list[str]], width: int) -> None:
    assert max(len(frame.splitlines()) for frame in frames[width][:-1]) <= 24


def test_before_the_first_answer(frames: dict[int, list[str]]) -> None:
    assert "0 of 61, 0%" in frames[80][0]


def test_what_is_shown_meanwhile(frames: dict[int, list[str]]) -> None:
    frame = next(frame for frame in frames[80] if {"running", "succeeded", "failed"} <= set(frame.split()))
    for pattern in (
        r"running \d+",
        r"succeeded \d+ · failed \d+ · ConfigurationError 1",
        r"\d+\.\d ended a second · \d:\d\d so far",
        r"likely to be over in [\d:]+, at \d\d:\d\d:\d\d",
        r"oxen +\d+ of 30 +\d+ +[\d.]+ +no documented limit",
        r"finetuning +\d+ of 30 +\d+ +[\d.]+ +\d+ of 60 in 60 s",
        r"\d:\d\d +running +(oxen|finetuning):\w+",
        r"finetuning:gen_\w+ +GPU job timed out after 240s",
    ):
        assert re.search(pattern, frame), f"{pattern} in\n{frame}"


def test_trouble_is_shown_while_it_lasts() -> None:
    clock, console = VirtualClock(), Console(width=80)
    world = World(now=clock.now)
    ref = f"breeze:{world.add('breeze', running=60, faults=[Fault('status', status=502, times=2)])}"
    overview, seen = Overview(console, [ref], clock.monotonic), list[str]()

    def show(standing: Standing) -> None:
        overview.on_progress(standing)
        seen.append(text(console, overview.panel()))

    with Sandbox(world) as box, Jobs([Breeze(api_key="brz_x", base_url=box.base_url("breeze"))], clock=clock) as jobs:
        assert [outcome.error for outcome in jobs.as_completed([ref], on_update=show)] == [None]
    troubled = ["trouble, asked again" in frame for frame in seen]
    assert (troubled[0], troubled[-1]) == (True, False)
    assert re.search(rf"{ref} +502 \(", seen[0])


@pytest.mark.parametrize("height", [6, 7, 9])
def test_a_low_terminal_leaves_out_the_last_sections(height: int) -> None:
    console = Console(width=50, height=height)
    overview = Overview(console, [f"oxen:{number}" for number in range(30)])
    for number in range(3):
        overview.on_result(Result(f"oxen:{number}", error=ServerError("down", ref=f"oxen:{number}", status_code=503)))
    assert len(text(console, overview.panel()).splitlines()) < height


def test_a_job_that_no_response_has_named_is_not_called_unknown() -> None:
    clock, console = VirtualClock(), Console(width=80)
    world, seen = World(now=clock.now), list[str]()
    ref = f"breeze:{world.add('breeze', running=60, faults=[Fault('status', status=502, times=2)])}"
    overview = Overview(console, [ref], clock.monotonic)

    def show(standing: Standing) -> None:
        overview.on_progress(standing)
        seen.append(text(console, overview.panel()))

    with Sandbox(world) as box, Jobs([Breeze(api_key="brz_x", base_url=box.base_url("breeze"))], clock=clock) as jobs:
        assert jobs.wait_all([ref], on_update=show)[0].error is None
    assert re.search(rf"0:\d\d +not known yet +{ref}", seen[0])


def test_what_is_received_is_counted_over_all_results() -> None:
    console = Console(width=80)
    overview = Overview(console, ["oxen:1", "oxen:2"])
    for ref, size in (("oxen:1", 1_000), ("oxen:1", 3_000), ("oxen:2", 500), ("oxen:1", 2_000)):
        overview.on_download(ref, size, None)
    overview.on_result(Result("oxen:1", Job("oxen:1", JobStatus.SUCCEEDED), files=(Path("1.png"), Path("1-2.png"))))
    assert "2 files saved, 5.5 kB" in text(console, overview.panel())


def test_a_narrow_terminal_shows_figures_whole(frames: dict[int, list[str]]) -> None:
    assert all(re.search(r"finetuning +\d+ of 30 ", frame) for frame in frames[40][1:-1])


def test_the_table_at_the_end(frames: dict[int, list[str]]) -> None:
    rows = {name: cells for name, *cells in (re.split(" {2,}", line) for line in frames[80][-1].splitlines())}
    assert rows["succeeded"] == ["30", "–", "–", "30"]
    assert rows["failed"] == ["30", "30", "–", "–"]
    assert rows["ConfigurationError"] == ["1", "–", "1", "–"]
    assert rows["the longest took"] == ["5:10", "4:36", "–", "5:10"]
    assert re.search(r"30 of finetuning \(finetuning:gen_\w+, [^)]+, …\): GPU job timed out", frames[80][-1])


def test_an_end_says_what_stood_in_the_way_of_refs_that_timed_out() -> None:
    refs, console = [f"oxen:{number}" for number in range(5)], Console(width=80, height=24)
    overview = Overview(console, refs)
    for number, ref in enumerate(refs):
        busy = None if number == 4 else ServerError("oxen: the provider answered 503", status_code=503)
        error = WaitTimeout(f"{ref}: not finished", ref=ref, job=None, elapsed=60.0 + number, last_error=busy)
        overview.on_result(Result(ref, error=error))
    with console.capture() as capture:
        overview.__exit__()
    shown = " ".join(capture.get().split())
    assert "4 of oxen (oxen:0, oxen:1, oxen:2, …): timed out; the last poll failed: oxen: the provider ans" in shown
    assert "oxen:4" not in shown


def test_an_end_with_many_reasons_names_twenty() -> None:
    overview = Overview(console := Console(width=80), [f"oxen:{number}" for number in range(31)])
    for number in range(31):
        job = Job(f"oxen:{number}", JobStatus.FAILED, error=JobError(message=f"reason {min(number, 29)}"))
        overview.on_result(Result(str(job.ref), job, JobFailed(f"{job.ref} failed: {job.error}", job=job)))
    with console.capture() as capture:
        overview.__exit__()
    assert [f"reason {number}\n" in capture.get() for number in (0, 19, 20)] == [True, True, False]
    assert "… and 11 more; --json tells all" in capture.get()


def test_half_of_an_even_number_is_half() -> None:
    created = datetime(2026, 1, 1, tzinfo=UTC)
    overview = Overview(console := Console(width=80), [f"oxen:{number}" for number in range(4)])
    for number in range(4):
        ended = created + timedelta(seconds=10 * (number + 1))
        job = Job(f"oxen:{number}", JobStatus.SUCCEEDED, created_at=created, completed_at=ended)
        overview.on_result(Result(str(job.ref), job))
    with console.capture() as capture:
        overview.__exit__()
    assert re.search("half took at most +0:20 +0:20", capture.get())


def test_no_key_is_shown(frames: dict[int, list[str]]) -> None:
    assert not any(secret in frame for seen in frames.values() for frame in seen for secret in ("secret", KEY))


def test_what_strangers_say_commands_no_terminal() -> None:
    console = Console(width=100)
    overview = Overview(console, [f"oxen:{number}" for number in range(30)])
    job = Job("oxen:1", JobStatus.FAILED, error=JobError("E", "\x1b]0;title\x07\x1b[2J\nforged [red]"))
    overview.on_result(Result("oxen:1", job, JobFailed(f"oxen:1 failed: {job.error and job.error.message}", job=job)))
    with console.capture() as capture:
        console.print(overview.panel())
        overview.__exit__()
    shown = capture.get()
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert len(re.findall(r"oxen:1 (?:failed: )?\\x1b\]0;title\\x07\\x1b\[2J\\nforged \[red\]", shown)) == 2
