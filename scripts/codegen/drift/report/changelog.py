"""The entry of a client's changelog, in the form of https://keepachangelog.com/en/1.1.0/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.drift.escaping import code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scripts.codegen.drift.interface_diff.change import ApiChange
    from scripts.codegen.drift.spec_diff.wording import Change

_SECTIONS = {"added": "Added", "changed": "Changed", "removed": "Removed"}
_UNSEEN = {"limit", "default", "auth", "auth scheme", "server", "endpoint", "status", "error code", "deprecation"}
"""Subjects of a spec whose changes reach a client and do not show in its interface."""
_SAME = "Descriptions follow the provider's pages; what the client takes, sends and gives is the same."
_WITHIN = "The client is made in another way; what it takes, sends and gives is the same."
FIRST = "### Added\n\n- The first release.\n"
"""What the first release of a client says where nobody has said more."""
_TOP = "\n## ["


def entry_text(api: Sequence[ApiChange], spec: Sequence[Change]) -> str:
    """Write what a release brings, section by section, without version and day."""
    lines: dict[str, list[str]] = {"Added": [], "Changed": [], "Removed": []}
    for change in api:
        lines[_SECTIONS[change.action]].append(_line(change))
    lines["Changed"] += [f"- {change.told[:1].upper()}{change.told[1:]}." for change in spec if _is_felt(change)]
    if not any(lines.values()):
        lines["Changed"].append(f"- {_SAME if any(change.is_text for change in spec) else _WITHIN}")
    return "\n\n".join(f"### {section}\n\n" + "\n".join(found) for section, found in lines.items() if found) + "\n"


def with_entry(changelog: str, version: str, day: date, entry: str) -> str:
    """Put an entry above those of older versions."""
    head, separator, older = changelog.partition(_TOP)
    return f"{head.rstrip()}\n{_TOP}{version}] - {day}\n\n{entry}{separator}{older}"


def has_entry(changelog: str, version: str) -> bool:
    """Tell whether a changelog says what a version brought."""
    return f"{_TOP}{version}]" in changelog


def _line(change: ApiChange) -> str:
    told = {"added": code(change.name), "removed": f"{code(change.name)}{change.told.removeprefix('is gone')}"}
    mark = "**Breaking:** " if change.is_breaking and change.action != "removed" else ""
    return f"- {mark}{told.get('changed' if mark else change.action, str(change))}."


def _is_felt(change: Change) -> bool:
    return not change.is_text and change.subject in _UNSEEN and (change.old, change.new) != (None, None)
