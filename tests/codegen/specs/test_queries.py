"""The queries of overlay actions: what RFC 9535 says of each kind of selector, filter and function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.codegen.openapi.document import pointer
from scripts.codegen.specs.overlay import selected
from scripts.codegen.specs.overlay_form import OverlayError

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document

TIDES: Document = {
    "ports": [
        {"name": "Hull", "depth": 8, "open": True, "tags": ["north", "deep"], "pier": None},
        {"name": "Ryde", "depth": 3.5, "open": False, "tags": []},
        {"name": "Hayle\nquay", "depth": 3.5, "tags": ["shoal"]},
    ],
    "limits": {"least": 3.5, "it's": 1, 'a "b"': 2, "a/b": 3, "☃": 4, "": 5, "🌊": 6},
    "rows": [10, 11, 12, 13, 14, 15],
    "grid": [[1, 2], [3, {"deep": 4}]],
}


def found(query: str) -> list[str]:
    return [pointer(place) for place in selected(TIDES, query)]


def ports(*numbers: int) -> list[str]:
    return [f"/ports/{number}" for number in numbers]


SELECTED: dict[str, list[str]] = {
    "$": [""],
    # names
    "$.ports[0].name": ["/ports/0/name"],
    "$['limits']['it\\'s']": ["/limits/it's"],
    '$["limits"]["a \\"b\\""]': ['/limits/a "b"'],
    "$.limits['a/b']": ["/limits/a~1b"],
    "$.limits['\\u2603']": ["/limits/☃"],
    "$.limits.☃": ["/limits/☃"],
    "$.limits.🌊": ["/limits/🌊"],
    "$.limits['']": ["/limits/"],
    "$ .limits\n.least": ["/limits/least"],
    # indexes and slices
    "$.rows[-1]": ["/rows/5"],
    "$.rows[1:3]": ["/rows/1", "/rows/2"],
    "$.rows[4:]": ["/rows/4", "/rows/5"],
    "$.rows[::2]": ["/rows/0", "/rows/2", "/rows/4"],
    "$.rows[5:2:-2]": ["/rows/5", "/rows/3"],
    "$.rows[::-3]": ["/rows/5", "/rows/2"],
    "$.rows[-2:99]": ["/rows/4", "/rows/5"],
    "$.rows[0,:2,3:,:]": ["/rows/0", "/rows/1", "/rows/3", "/rows/4", "/rows/5", "/rows/2"],
    "$.grid..[1:2]": ["/grid/1", "/grid/0/1", "/grid/1/1"],
    "$.ports[0]..[0:1]": ["/ports/0/tags/0"],  # a text is no array
    # several selectors, wildcards, descendants
    "$.rows[0, 4, -1]": ["/rows/0", "/rows/4", "/rows/5"],
    "$['rows', 'grid'][0]": ["/rows/0", "/grid/0"],
    "$.grid[*][0]": ["/grid/0/0", "/grid/1/0"],
    "$..name": ["/ports/0/name", "/ports/1/name", "/ports/2/name"],
    "$.grid..[0]": ["/grid/0", "/grid/0/0", "/grid/1/0"],
    "$.grid..deep": ["/grid/1/1/deep"],
    # filters: existence, comparison, logic
    "$.ports[?@.pier]": ports(0),
    "$.ports[?!@.open]": ports(2),
    "$.ports[?@.open == false]": ports(1),
    "$.ports[?@.pier == null]": ports(0),
    "$.ports[?@.pier == @.wharf]": ports(1, 2),
    "$.ports[?@.depth == $.limits.least]": ports(1, 2),
    "$.ports[?@.depth == 35e-1]": ports(1, 2),
    "$.ports[?@.depth > 3.5]": ports(0),
    "$.ports[?@.name < 'Hull']": ports(2),
    "$.ports[?@.open >= true]": ports(0),
    "$.ports[?@.depth < 'x' || @.depth > 'x' || @.name == 'Ryde']": ports(1),
    "$.ports[?@.tags == $.ports[1].tags]": ports(1),
    "$.ports[?@.depth < 8 && (@.name == 'Ryde' || @.name == 'Hull')]": ports(1),
    "$.ports[?@.name == 'Ryde' || @.name == 'Hull' && @.depth < 8]": ports(1),
    "$.ports[?@.tags[?@ == 'deep']]": ports(0),
    "$.rows[?@ > 13]": ["/rows/4", "/rows/5"],
    "$.limits[?@ == 3.5]": ["/limits/least"],
    # functions
    "$.ports[?length(@.name) == 4]": ports(0, 1),
    "$.limits[?length(@) == 4 || @ == 1]": ["/limits/it's"],
    "$.ports[?count(@.tags[*]) > 1]": ports(0),
    "$.ports[?value(@..tags[0]) == 'shoal']": ports(2),
    "$.ports[?match(@.name, 'H.*')]": ports(0),
    "$.ports[?search(@.name, 'ay')]": ports(2),
    "$.ports[?search(@.name, '[a-z]{2}\\\\nq')]": ports(2),
    "$.ports[?match(@.name, '\\\\p{Lu}\\\\p{Ll}+')]": ports(0, 1),
}


@pytest.mark.parametrize("query", SELECTED)
def test_what_a_query_selects(query: str) -> None:
    assert found(query) == SELECTED[query]


NOTHING = [
    "$.rows[6]",
    "$.rows['0']",
    "$.limits[0]",
    "$.rows[3:1]",
    "$.rows[::0]",
    "$.ports[?match(@.name, 'ul')]",  # a match is of the whole text
    "$.ports[?match(@.name, 'Hayle.quay')]",  # a dot is no end of line
    "$.ports[?match(@.depth, '.*')]",
    "$.ports[?search(@.name, '\\\\d')]",  # RFC 9485 has no \\d
    "$.ports[?search(@.name, '(?i)hull')]",
    "$.ports[?@.open == 1]",
    "$.ports[?@.open < 1]",
    "$.ports[?@.depth > true]",
    "$.ports[?count(@.name[0:1]) == 1]",
]


@pytest.mark.parametrize("query", NOTHING)
def test_what_selects_nothing(query: str) -> None:
    with pytest.raises(OverlayError, match="matches nothing"):
        found(query)


NOT_QUERIES = [
    "",
    "ports",
    "$.",
    " $",
    "$ ",
    "$.ports[",
    "$[ports]",
    "$.rows[01]",
    "$.rows[-0]",
    "$.rows[9007199254740992]",
    "$.1st",
    "$.limits.a-b",
    "$.ports[?@.depth = 8]",
    "$.ports[?@.depth]extra",
    "$.ports[?@..name == 'Hull']",
    "$.ports[?@.tags[*] == 'deep']",
    "$.ports[?'Hull']",
    "$.ports[?true]",
    "$.ports[?length(@.tags[*]) == 1]",
    "$.ports[?count(1) == 1]",
    "$.ports[?match(@.name, 'x') == true]",
    "$.ports[?length(@.name)]",
    "$.ports[?unknown(@.name)]",
    '$.ports[?@.name == "\t"]',
    "$['\\x41']",
    "$.ports[?@.name =~ /H/]",
    "$.ports[?@.name in ['Hull']]",
    "$.ports[?@.open and @.pier]",
    "$.ports.~name",
]


@pytest.mark.parametrize("query", NOT_QUERIES)
def test_what_is_not_a_query(query: str) -> None:
    with pytest.raises(OverlayError, match="is not an RFC 9535 query"):
        found(query)
