"""CPU of reading large docs pages, one of each manner that costs something of its own, beside the build before.

The pages are made of one row over and over, each with names of its own; a MB is the largest page that is read.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.bench.builds.sources import ROOT, sources_of
from scripts.bench.report.figures import BEFORE, Figure, at_most

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.bench.context import Context

_SIZES = (250_000, 1_000_000)
_MOST_CPU, _MOST_EXPONENT = at_most(2), at_most(1.1)
_READ = """
import sys, time
from docs2openapi import UnreadablePage, read_page
start = time.process_time()
try:
    read_page(sys.argv[1])
except UnreadablePage:  # as a build before may find it
    pass
print(time.process_time() - start)
"""
_OPERATION = "# Get a kiln\n\n`GET https://api.kilns.example/v1/kilns/{id}`\n\n## Response\n\n"
_RENDERED = "Get a kiln\nGET /v1/kilns/{id}\n\nResponse\n\n200\n\n"
_HEADER = "| Field | Type | Description |\n|---|---|---|\n"
_LONG = "How hot it is, at length (or `cold`), in degrees. " * 20

# What stands above the rows of a page, and a row.
_MANNERS = {
    "table": (_OPERATION + _HEADER, "| part_{n} | string | One of `a{n}`, `b{n}` |\n"),
    "table with long rows": (_OPERATION + _HEADER, f"| part_{{n}} | string | {_LONG}|\n"),
    "bullets": (_OPERATION, "- **part_{n}** (string, optional): One of `a{n}`, `b{n}`.\n"),
    "tags": (_OPERATION, '<ResponseField name="part_{n}" type="string">What it is.</ResponseField>\n'),
    "headings": (_OPERATION, "### part_{n}\nstring\nrequired\n\nWhat it is.\n\n"),
    "headings alone": (_OPERATION, "## Part {n}\n\n"),
    "fences": (_OPERATION, "```sh\necho {n}\n```\n\n"),
    "JSON": (_OPERATION, '```json\n{"part_{n}": {n}}\n```\n\n'),
    "prose": (_OPERATION, "The kiln {n} is warm enough for what you have, and will be for a while. " * 6 + "\n\n"),
    "lines of a rendered page": (_RENDERED, "part_{n}\nstring\nrequired\nWhat it is.\n\n"),
    "very short lines": (_RENDERED, "p{n}\nb\nc\n"),
    "very short paragraphs": (_OPERATION, "a{n}\n\n"),
}


def docs_pages(context: Context) -> Iterator[Figure]:
    """Measure reading a MB of each manner, by ours and the build before, and how our time grows with a page."""
    before = sources_of(context.commit)
    with TemporaryDirectory() as folder:
        for manner in _MANNERS:
            context.progress(manner)
            small, large = (_page(Path(folder), manner, size) for size in _SIZES)
            ours, earlier = _cpu(ROOT, large), _cpu(before, large)
            growth = math.log(ours / _cpu(ROOT, small)) / math.log(_SIZES[1] / _SIZES[0])
            yield Figure(f"1 MB, {manner}: CPU", ours, BEFORE, earlier, "s", _MOST_CPU)
            yield Figure(f"{manner}: growth", growth, "linear", 1.0, "exponent", _MOST_EXPONENT)


def _page(folder: Path, manner: str, size: int) -> Path:
    """Write a page of a manner that is nearly so large."""
    head, row = _MANNERS[manner]
    rows: list[str] = []
    left = size - len(head)
    for number in count(100_000):
        rows.append(row.replace("{n}", str(number)))
        left -= len(rows[-1])
        if left < len(row) + len(rows[-1]):
            break
    path = folder / f"{size}.md"
    path.write_text(head + "".join(rows), encoding="utf-8")
    return path


def _cpu(sources: Path, page: Path) -> float:
    """Return the seconds of CPU of reading a page, by the reader of these sources."""
    variables = {**os.environ, "PYTHONPATH": str(sources / "packages" / "docs2openapi" / "src")}
    command = [sys.executable, "-c", _READ, str(page)]
    return float(subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout)
