"""Flattened pages with several operations: each is read from its own part, and from what stands above all parts."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._flattened.commands import split_commands
from docs2openapi._flattened.parser import parse_flattened
from docs2openapi._sections.endpoints.lines import Endpoint
from docs2openapi._sections.endpoints.sentences import find_titled_paths
from docs2openapi._sections.returned_objects import find_returned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docs2openapi._flattened.parts import FlattenedPage, Part
    from docs2openapi._model.page import Page

MAX_OPERATIONS = 20
MAX_TITLE = 60


class _Run(NamedTuple):
    """The indices of the lines from where an operation is named up to where another one is."""

    name: tuple[str, str]
    first: int
    end: int


def split_flattened(page: Page) -> list[tuple[Page, FlattenedPage]]:
    """Split a page into a part for each operation; a page with one, or with more than 20, stays whole.

    An operation can be named several times, as in a list of all: its part is the longest one.
    """
    flattened = parse_flattened(page)
    runs = list(_runs(flattened))
    if not runs and (parts := split_commands(page)):
        return [(part, parse_flattened(part)) for part in parts]
    paths = {} if runs else find_titled_paths(page.lines)
    if paths:
        flattened = parse_flattened(page, paths)
        runs = list(_runs(flattened))
    longest = {run.name: run for run in sorted(runs, key=lambda run: run.end - run.first)}
    if not 1 < len(longest) <= MAX_OPERATIONS:
        return [(page, flattened)]
    lines = page.lines
    named = [run.first for run in runs]
    above = [line if line.strip() and at not in named else "" for at, line in enumerate(lines[: named[0]])]
    chosen = sorted(longest.values(), key=lambda run: run.first)
    parts = [_part(page, above, run, lines) for run in chosen]
    parsed = [parse_flattened(part, _within(paths, run)) for part, run in zip(parts, chosen, strict=True)]
    for flattened, run in zip(parsed, chosen, strict=True):
        flattened.parts += _returned(page, run, sorted(named))
    return list(zip(parts, parsed, strict=True))


def _returned(page: Page, run: _Run, starts: Sequence[int]) -> Iterator[Part]:
    """Return the parts that describe the objects which an operation returns, as those of a response."""
    lines = page.lines
    for at, title in find_returned(lines, run.first, run.end):
        end = next((start for start in starts if start > at), len(lines))
        yield from parse_flattened(page.with_text("\n".join([*[""] * at, title, *lines[at + 1 : end]]))).parts


def _within(paths: Mapping[int, Endpoint], run: _Run) -> dict[int, Endpoint]:
    return {at: endpoint for at, endpoint in paths.items() if run.first <= at < run.end}


def _runs(page: FlattenedPage) -> Iterator[_Run]:
    """Return the parts of the page in order; what stands right above the name of an operation is its title."""
    endpoints = without_examples([part for part in page.parts if isinstance(part, Endpoint)])
    named = [_name(_first_of(each, endpoints)) for each in endpoints]
    firsts = [next(group) for _, group in groupby(zip(named, endpoints, strict=True), key=itemgetter(0))]
    starts = [_first_line(endpoint, page.lines) for _, endpoint in firsts]
    for (name, _), (start, end) in zip(firsts, pairwise([*starts, len(page.lines)]), strict=True):
        yield _Run(name, start, end)


def _first_of(endpoint: Endpoint, endpoints: Sequence[Endpoint]) -> Endpoint:
    """Return the first of those that name the same operation; without methods two at one address are two."""
    same = (each for each in endpoints[:MAX_OPERATIONS] if endpoint.method and each.is_same(endpoint))
    return next(same, endpoint)


def without_examples(endpoints: list[Endpoint]) -> list[Endpoint]:
    """Leave out the operations that only show values in the path of one that is named above."""
    templates = [each for each in endpoints[:MAX_OPERATIONS] if "{" in each.path]
    return [
        each
        for each in endpoints
        if "{" in each.path or not any(other.line < each.line and other.is_same(each) for other in templates)
    ]


def _name(endpoint: Endpoint) -> tuple[str, str]:
    return endpoint.method or str(endpoint.line), endpoint.path


def _first_line(endpoint: Endpoint, lines: Sequence[str]) -> int:
    """Return the index of the title above an operation, else of the operation itself."""
    at = endpoint.line - 1
    above = lines[at - 1].strip() if at else ""
    return at - 1 if above[-1:].isalnum() and len(above) <= MAX_TITLE else at


def _part(page: Page, above: Sequence[str], run: _Run, lines: Sequence[str]) -> Page:
    """Return the page with the lines of the other parts blank."""
    blank = [""] * len(lines)
    blank[: len(above)] = above
    blank[run.first : run.end] = lines[run.first : run.end]
    return page.with_text("\n".join(blank))
