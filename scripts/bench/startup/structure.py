"""How the code can be followed: our frames at the socket, and the files that one command runs through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from scripts.bench.measuring.server import serving
from scripts.bench.programs.call_stack import CallStack
from scripts.bench.programs.files_run import FilesRun
from scripts.bench.report.figures import BEFORE, Figure, at_least, at_most

if TYPE_CHECKING:
    from scripts.bench.builds.build import Build
    from scripts.bench.context import Context

_LEAST_FRAMES, _MOST_FILES = 10, 35
_WAYS = {"Jobs.wait": "jobs", "AsyncJobs.wait": "async_jobs", "genjobs wait": "command"}


def structure(context: Context) -> list[Figure]:
    """Measure frames and files of both builds.

    Frames are those of our packages that are on the stack of the thread when the first GET is written to its socket;
    generators and coroutines count while they run. A file counts as run when a function defined in it is called, in
    any thread, while `genjobs wait` waits for a job that is ready at its second poll: as `sys.settrace` reports it.
    """
    with serving() as base_url:
        context.progress("frames at the socket")
        stacks, stacks_before = (_stack(build, base_url) for build in (context.builds.now, context.builds.before))
        context.progress("files of a command")
        files, files_before = (_files(build, base_url) for build in (context.builds.now, context.builds.before))
    context.show(_stack_table(stacks, stacks_before))
    return [
        *(figure for way in _WAYS for figure in _frames(way, stacks, stacks_before)),
        Figure("genjobs wait: files that run", files.run, BEFORE, files_before.run, "files", at_most(_MOST_FILES)),
        Figure("genjobs wait: files imported", files.imported, BEFORE, files_before.imported, "files"),
        Figure("files that there are", files.existing, BEFORE, files_before.existing, "files"),
    ]


def _stack(build: Build, base_url: str) -> CallStack:
    return build.run("call_stack", CallStack, base_url=base_url, packages=build.packages)


def _files(build: Build, base_url: str) -> FilesRun:
    return build.run("files_run", FilesRun, base_url=base_url, ref=f"breeze:slow_{build.name}", packages=build.packages)


def _frames(way: str, now: CallStack, before: CallStack) -> list[Figure]:
    frames, frames_before = (_frames_of(way, stack) for stack in (now, before))
    named, named_before = (sum(_is_wait(frame) for frame in stack) for stack in (frames, frames_before))
    what = f"{way}: our frames at the socket"
    least = at_least(_LEAST_FRAMES)
    return [
        Figure(what, len(frames), BEFORE, len(frames_before), "frames", least),
        Figure(f"{what}, named `wait`", named, BEFORE, named_before, "frames", at_least(1)),
    ]


def _frames_of(way: str, stack: CallStack) -> list[str]:
    frames: list[str] = getattr(stack, _WAYS[way])
    return frames


def _is_wait(frame: str) -> bool:
    return frame.rpartition(" ")[2].rpartition(".")[2] in ("wait", "_wait")


def _stack_table(now: CallStack, before: CallStack) -> Table:
    table = Table("our frames at the socket", "now", BEFORE, box=None, pad_edge=False, header_style="bold")
    for way in _WAYS:
        table.add_row(way, *("\n".join(_frames_of(way, stack)) for stack in (now, before)))
        table.add_section()
    return table
