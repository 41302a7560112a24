"""How much of the corpus is read, and how much is invented: ``python -m tests.docs2openapi.score [PAGE...]``.

With names of pages it lists what is missed and invented on them. Needs docs2openapi installed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docs2openapi import UnreadablePage, read_page

from tests.docs2openapi.facts import Fact, expected_facts, load, read_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

CORPUS = Path(__file__).parent / "corpus"
PAGES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".yaml" and path.name != "README.md")


@dataclass(slots=True)
class Score:
    """How many facts are expected of a page, which of them were not read, and what was read beyond them."""

    page: str
    manner: str
    expected: int = 0
    missed: list[Fact] = field(default_factory=list)
    invented: list[Fact] = field(default_factory=list)


def score(path: Path) -> Score:
    """Compare what is read from a page with what a person reads on it."""
    operations = load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    total = Score(path.name, operations[0]["manner"])
    lines = path.read_text(encoding="utf-8").split("\n")
    try:
        result = read_page(path)
    except UnreadablePage as error:
        _count(total, _refusals(operations, lines), {("refused", str(error.line))}, set())
        return total
    read = read_facts(result)
    for operation in operations:
        if "refused" in operation:
            _count(total, _refusals(operations, lines), set(), set())
            total.invented.append(("a document",))
            continue
        expected, implied = expected_facts(operation, lines)
        found = read.pop(operation["operation"], set())
        if not found and len(read) == 1 and len(operations) == 1:
            found = read.popitem()[1]
        if len(operations) > 1:  # what is true for the whole document is expected once
            found = {fact for fact in found if fact[0] not in ("server", "auth") or fact in expected}
        _count(total, expected, found, implied)
    total.invented += [("operation", name) for name in read]
    return total


def _refusals(operations: list[dict], lines: list[str]) -> set[Fact]:
    starts = [operation["refused"] for operation in operations if "refused" in operation]
    numbers = [next(number for number, text in enumerate(lines, 1) if text.startswith(start)) for start in starts]
    if numbers:
        return {("refused", str(number)) for number in numbers}
    return {fact for operation in operations for fact in expected_facts(operation, lines)[0]}


def _count(total: Score, expected: set[Fact], found: set[Fact], implied: set[Fact]) -> None:
    unasked = {fact for fact in found if fact[0] in ("note", "title", "refused")}
    unasked |= {("body type", "application/json")}
    total.expected += len(expected)
    total.missed += sorted(expected - found)
    total.invented += sorted(found - expected - implied - unasked)


def recall(scores: Iterable[Score]) -> float:
    """Return the part of the expected facts that was read."""
    scores = list(scores)
    return 1 - sum(len(each.missed) for each in scores) / (sum(each.expected for each in scores) or 1)


def table(scores: list[Score]) -> str:
    """Print a line per manner, and one for all."""
    lines = [f"{'manner':<14}{'pages':>6}{'facts':>7}{'missed':>8}{'recall':>8}{'invented':>10}"]
    manners = list(dict.fromkeys(each.manner for each in scores))
    for name, group in [*((name, [s for s in scores if s.manner == name]) for name in manners), ("all", scores)]:
        expected, invented = sum(each.expected for each in group), sum(len(each.invented) for each in group)
        missed = sum(len(each.missed) for each in group)
        lines.append(f"{name:<14}{len(group):>6}{expected:>7}{missed:>8}{recall(group):>8.3f}{invented:>10}")
    return "\n".join(lines)


def main(names: list[str]) -> None:
    """Print the score of all pages, or of those whose name begins so, with what is wrong."""
    chosen = [path for path in PAGES if not names or path.name.startswith(tuple(names))]
    scores = [score(path) for path in chosen]
    for each in scores if names else ():
        print(each.page)
        print(
            "\n".join([*(f"  missed    {fact}" for fact in each.missed), *(f"  invented  {f}" for f in each.invented)])
        )
    print(table(scores))


if __name__ == "__main__":
    main(sys.argv[1:])
