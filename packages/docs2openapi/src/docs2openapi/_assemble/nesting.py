"""Fields whose type, or whose own fields, are listed in a place of their own: put inside one another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docs2openapi._model.field import MAX_PATH_STEPS, Field
from docs2openapi._model.findings import Findings, ListedField
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import allow_null, types_of
from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.types import owner_name, type_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.schema import Schema

# The path of a field that stands for the body itself.
WHOLE_BODY = ("",)
MAX_NESTED = 5_000  # types that refer to one another could give any number of fields
_OTHER_OBJECT = re.compile(r"(?!response|result|data|the )[A-Z][a-z]+ object (?:fields|properties|attributes)", re.I)
_HOLDERS: tuple[list[str], ...] = ([], ["object"], ["array"])


def nest_fields(findings: Findings, remarks: list[Remark]) -> None:
    """Move the fields that a section lists for a type, or for one field, into the fields of that type or name.

    Args:
        findings: What the page lists; changed in place.
        remarks: Takes a remark for the fields of a type that nothing refers to.
    """
    nester = _Nester(findings)
    nested: list[ListedField] = []
    for listed in findings.fields:
        if listed.title not in nester.used and listed.location != "schema":
            nested += nester.expand(listed)
    for row in findings.errors:
        for status in row.statuses if row.type_name else ():
            nested += nester.response(row.type_name, row.is_list, status)
    left = [each for each in findings.fields if each.location == "schema" and each.title not in nester.used]
    remarks += [
        Remark(each.field.line, f"{each.field.name} is of a type that nothing here refers to; left out")
        for each in left
    ]
    if nested and nester.left <= 0:
        remarks.append(
            Remark(nested[-1].field.line, f"more than {MAX_NESTED} fields of types; the others are left out")
        )
    findings.fields = list(_without_others(nested, remarks))


def _without_others(fields: Sequence[ListedField], remarks: list[Remark]) -> Iterator[ListedField]:
    """Leave out the fields of objects below those of the response, unless something in it has their name."""
    above: dict[str | None, str] = {}
    for listed in fields:
        is_returned = listed.location == "response"
        first = above.setdefault(listed.status, listed.title) if is_returned else listed.title
        if first != listed.title and _OTHER_OBJECT.fullmatch(listed.title) and listed.title not in first:
            remarks.append(Remark(listed.field.line, f"{listed.field.name}: {listed.title!r} is in no field; left out"))
        else:
            yield listed


class _Nester:
    """Knows which section lists the fields of which type or field; ``used`` are the titles of these sections."""

    def __init__(self, findings: Findings) -> None:
        self.groups: dict[str, list[ListedField]] = {}
        for listed in findings.fields:
            if listed.title:
                self.groups.setdefault(listed.title, []).append(listed)
        self.titles = {type_letters(owner_name(title)): title for title in reversed(self.groups)}
        self.titles.pop("", None)
        self.inner: dict[int, str] = {}
        self.used: set[str] = set()
        self.left = MAX_NESTED
        named = {row.type_name for row in findings.errors}
        for listed in findings.fields:
            named.add(listed.field.type_name)
            title = self.titles.get(type_letters(listed.field.type_name))
            if title and title != listed.title:
                self.inner[id(listed.field)] = title
        self.used |= {self.titles[letters] for name in named if (letters := type_letters(name)) in self.titles}
        self.used -= {title for title in self.used if not self._is_referred(title, findings)}
        self._find_owners(findings.fields)

    def _is_referred(self, title: str, findings: Findings) -> bool:
        letters = type_letters(owner_name(title))
        rows = any(type_letters(row.type_name) == letters for row in findings.errors)
        return rows or title in self.inner.values()

    def _find_owners(self, fields: Sequence[ListedField]) -> None:
        """Find the sections that are titled after a field listed before: ``In the `output` object:``."""
        for listed in fields:
            title = self._title_of(listed.field)
            if title is None or title in self.used or title == listed.title or _is_of_a_part(title):
                continue
            is_later = self.groups[title][0].field.line > listed.field.line
            names = [name for name in types_of(listed.field.schema) if name != "null"]
            if is_later and names in _HOLDERS:
                self.inner[id(listed.field)] = title
                self.used.add(title)

    def _title_of(self, field: Field) -> str | None:
        """Return the title of the section with the fields of a field; that of a list can name one of its entries."""
        letters = type_letters(field.path[-1])
        is_list = types_of(field.schema)[:1] == ["array"]
        return self.titles.get(letters) or (self.titles.get(letters.removesuffix("s")) if is_list else None)

    def expand(self, listed: ListedField, depth: int = 0) -> Iterator[ListedField]:
        """Return a field and the fields inside it."""
        title = self.inner.get(id(listed.field))
        if title is None or depth >= MAX_PATH_STEPS:
            yield from [] if listed.field.path == WHOLE_BODY else [listed]
            return
        field = listed.field
        is_list = field.is_list or types_of(field.schema)[:1] == ["array"]
        kind: Schema = {"type": "array", "items": {"type": "object"}} if is_list else {"type": "object"}
        if "null" in types_of(field.schema):
            allow_null(kind)
        whole = replace(field, schema={**field.schema, **kind})
        if field.path != WHOLE_BODY:
            yield listed._replace(field=whole)
        prefix = () if field.path == WHOLE_BODY else whole.inner_path
        yield from self._inside(title, prefix, listed, depth)

    def response(self, type_name: str, is_list: bool, status: str) -> Iterator[ListedField]:
        """Return the fields of a response that is of a type."""
        title = self.titles.get(type_letters(type_name))
        if title is not None:
            outer = ListedField("response", Field(("[]",) if is_list else (), 0, {}), status)
            yield from self._inside(title, outer.field.path, outer, 0)

    def _inside(self, title: str, prefix: tuple[str, ...], outer: ListedField, depth: int) -> Iterator[ListedField]:
        for child in self.groups[title]:
            path = (*prefix, *child.field.path)
            if len(path) > MAX_PATH_STEPS or self.left <= 0:
                continue
            self.left -= 1
            for inner in self.expand(child, depth + 1):
                steps = (*prefix, *inner.field.path)
                if len(steps) <= MAX_PATH_STEPS:
                    field = replace(inner.field, path=steps, schema=dict(inner.field.schema))
                    yield outer._replace(field=field)


def _is_of_a_part(title: str) -> bool:
    """Return whether a title is over a part of the operation: ``Response fields``, but not ``Data fields``."""
    roles = (section_role(title), section_role(owner_name(title)))
    return None not in roles and "object" not in title.lower()
