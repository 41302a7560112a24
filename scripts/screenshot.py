"""Draw the README's picture: the live table of `genjobs wait`, in the middle of a wait. Always the same bytes.

    python -m scripts.screenshot

The table is drawn by the command line's own display; the jobs are made up here.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generation_jobs import Job, JobError, JobFailed, JobStatus
from generation_jobs.testing import VirtualClock
from generation_jobs_cli.displays.live_table import LiveTable
from generation_jobs_cli.result import Result
from rich.console import Console
from rich.text import Text

PICTURE = Path(__file__).parents[1] / "docs" / "live-table.svg"
_WIDTH = 100
_SONG, _NIGHT = "finetuning:gen_7c1f0a", "finetuning:gen_7c1f0b"
_IMAGE, _VIDEO = "oxen:475492f8-b0ef-4262-ba8e-01dbf443241a", "oxen:0d9be3a1-77c4-4f0e-9d55-2f6c1a5b8e90"
_SPEECH = "breeze:job_0187sxjavapsw3gz6g81pshddm"
_COMMAND = "genjobs wait --from refs.txt --output out/"

# No font is loaded: the reader's own fixed-width font is used, and each text has its length.
_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
}}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def main() -> int:
    """Write the picture."""
    PICTURE.write_text(draw(), encoding="utf-8")
    print(f"{PICTURE.name}: written")
    return 0


def draw() -> str:
    """Return the picture as SVG."""
    console = Console(record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    clock = VirtualClock()
    table = LiveTable(console, [_SONG, _NIGHT, _IMAGE, _VIDEO, _SPEECH], clock.monotonic)
    clock.advance(94.0)
    _let_things_happen(table)
    console.print(Text("$ ", "dim") + Text(_COMMAND), table.table(), sep="\n")
    svg = console.export_svg(title="genjobs", code_format=_FORMAT, unique_id="genjobs")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _let_things_happen(table: LiveTable) -> None:
    """Tell the display of one job in each state."""
    table.on_result(Result(_SONG, _ended(_SONG, JobStatus.SUCCEEDED, "completed", 61), files=(Path("out/song.mp3"),)))
    table.on_poll(Job(_NIGHT, JobStatus.RUNNING, "processing"))
    failed = _ended(_IMAGE, JobStatus.FAILED, "failed", 12, JobError("nsfw", "the prompt was refused"))
    table.on_result(Result(_IMAGE, failed, JobFailed(f"{_IMAGE} failed: nsfw: the prompt was refused", job=failed)))
    table.on_poll(Job(_VIDEO, JobStatus.SUCCEEDED, "succeeded"))
    table.on_download(_VIDEO, 18_350_080, 47_185_920)
    table.on_poll(Job(_SPEECH, JobStatus.QUEUED, "queued"))


def _ended(ref: str, status: JobStatus, word: str, seconds: float, error: JobError | None = None) -> Job:
    start = datetime(2026, 11, 29, 12, tzinfo=UTC)
    return Job(ref, status, word, created_at=start, completed_at=start + timedelta(seconds=seconds), error=error)


if __name__ == "__main__":
    sys.exit(main())
