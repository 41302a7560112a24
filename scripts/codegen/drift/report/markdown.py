"""Write drift reports as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.drift.escaping import code, visible
from scripts.codegen.drift.report.next_version import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scripts.codegen.drift.report.page_diff import PageDiff
    from scripts.codegen.drift.report.report import Report

_MOST = 80
"""The most lines of one page in a report."""
_MARKS = {"breaks": "breaks: ", "check": "check: ", "none": ""}


def markdown(reports: Sequence[Report]) -> str:
    """Return a report with a section for each provider, and the version that each client must get."""
    sections = [_section(report) for report in reports]
    versions = [f"- {headline(report)}" for report in reports]
    return "\n".join(
        ["# Drift since the last releases", "", *sections, "## What each client must get", "", *versions, ""]
    )


def headline(report: Report) -> str:
    """Return one line with the version that a client must get, and what programs with the released one must expect."""
    if report.released is None:
        return f"{report.provider}: never released; {report.version or 'no version yet'}"
    return f"{report.provider} {report.released}{_next(report)}{_effect(report)}"


def _next(report: Report) -> str:
    if report.level is None:
        return ": the client cannot be generated"
    if not report.level:
        return ": nothing to release"
    sofar = ", incomplete" if report.faults or any(each.failure for each in report.actions) else ""
    return f" → {report.version} ({report.level}{sofar})"


def _effect(report: Report) -> str:
    effects = {change.effect for change in report.spec} | {each.effect for each in report.hidden}
    if "breaks" in effects:
        return f"; may break programs that use {report.released}"
    return f"; check programs that use {report.released}" if "check" in effects else ""


def parts(report: Report) -> dict[str, list[tuple[str, str]]]:
    """Return the parts of a report: each item with its place."""
    behaviour = [
        (f"{_MARKS[change.effect]}{change.description}", change.place) for change in report.spec if not change.is_text
    ]
    texts = [(change.description, change.place) for change in report.spec if change.is_text]
    api = [(f"{'breaks: ' if change.is_breaking else ''}{change}", _also(change.also)) for change in report.api]
    found = {
        "Build": [(code(fault), "") for fault in report.faults],
        "Spec": behaviour,
        "Spec, texts only": texts,
        "Pages, hidden by overlays": [(f"{_MARKS[each.effect]}{each}", each.change.place) for each in report.hidden],
        "Overlays": [(f"{each.name}: {each.note}", each.target) for each in report.actions],
        "Python interface": api or _internal(report),
        "Cassettes, undocumented": [(code(each), "") for each in report.undocumented],
    }
    return {title: items for title, items in found.items() if items}


def _internal(report: Report) -> list[tuple[str, str]]:
    """Return the item for internal changes only."""
    text = f"the same as in {report.released}, but other files of the client changed"
    return [(text, "")] if report.level is Level.FIX else []


def _also(names: Sequence[str]) -> str:
    return f"also {', '.join(names)}" if names else ""


def _section(report: Report) -> str:
    lines = [f"## {headline(report)}", ""]
    if report.is_empty:
        return "\n".join([*lines, f"Nothing changed since {report.released}.", ""])
    for page in report.pages:
        lines += [f"### Page {page.file}: {page.summary}", "", *_fenced(_diff(page)), ""]
    for title, items in parts(report).items():
        lines += [f"### {title}", "", *(f"- {_item(text, place)}" for text, place in items), ""]
    if report.changelog:
        lines += [f"### Changelog entry of {report.version}", "", *_fenced(report.changelog.splitlines()), ""]
    return "\n".join(lines)


def _item(text: str, place: str) -> str:
    return f"{visible(text)}  \n  {code(place)}" if place else visible(text)


def _diff(page: PageDiff) -> Iterator[str]:
    lines = [line for group in page.groups for line in (*group, None)]
    width = len(str(max((line.new or line.old or 0 for line in lines if line), default=0)))
    for line in lines[:_MOST]:
        yield f"{line.sign}{line.new or line.old:>{width}} {visible(line.text)}" if line else ""
    if len(lines) > _MOST:
        yield f"… and {len(lines) - _MOST} more lines"


def _fenced(lines: Iterable[str]) -> list[str]:
    text = "\n".join(lines).rstrip()
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return [f"{fence}diff" if text[:1] in "+- " else fence, text, fence]
