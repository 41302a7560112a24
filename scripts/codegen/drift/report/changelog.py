"""Changelog entries of a client (https://keepachangelog.com/en/1.1.0/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.drift.escaping import code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scripts.codegen.drift.interface_diff.change import ApiChange
    from scripts.codegen.drift.spec_diff.wording import Change

_SECTIONS = {"added": "Added", "changed": "Changed", "removed": "Removed"}
_NOT_IN_INTERFACE = {
    *("limit", "default", "auth", "auth scheme", "server", "endpoint", "status", "error code", "deprecation"),
    "content type",
}
"""Subjects of spec changes that affect users but do not appear in the Python interface."""
_SAME = "Descriptions are updated from the provider's pages; the behaviour is the same."
_INTERNAL = "Internal changes; the interface and the behaviour are the same."
FIRST = "### Added\n\n- First release.\n"
"""The default entry of the first release."""
_TOP = "\n## ["


def entry_text(api: Sequence[ApiChange], spec: Sequence[Change]) -> str:
    """Return the sections of an entry, without its heading."""
    lines: dict[str, list[str]] = {"Added": [], "Changed": [], "Removed": []}
    for change in api:
        lines[_SECTIONS[change.action]].append(_line(change))
    lines["Changed"] += [
        f"- {change.description[:1].upper()}{change.description[1:]}."
        for change in spec
        if not change.is_text and (not api or _is_elsewhere(change))
    ]
    if not any(lines.values()):
        lines["Changed"].append(f"- {_SAME if any(change.is_text for change in spec) else _INTERNAL}")
    return "\n\n".join(f"### {section}\n\n" + "\n".join(found) for section, found in lines.items() if found) + "\n"


def with_entry(changelog: str, version: str, day: date, entry: str) -> str:
    """Return the changelog with an entry above those of older versions."""
    head, separator, older = changelog.partition(_TOP)
    return f"{head.rstrip()}\n{_TOP}{version}] - {day}\n\n{entry}{separator}{older}"


def has_entry(changelog: str, version: str) -> bool:
    """Return whether a changelog has an entry for a version."""
    return f"{_TOP}{version}]" in changelog


def _line(change: ApiChange) -> str:
    removed = f"{code(change.name)}{change.description.removeprefix('is gone')}"
    texts = {"added": code(change.name), "removed": removed}
    mark = "**Breaking:** " if change.is_breaking and change.action != "removed" else ""
    return f"- {mark}{texts.get('changed' if mark else change.action, str(change))}."


def _is_elsewhere(change: Change) -> bool:
    """Return whether a change of the spec does not appear in the Python interface."""
    is_moved = change.subject == "operation" and change.action == "renamed"
    return is_moved or (change.subject in _NOT_IN_INTERFACE and (change.old, change.new) != (None, None))
