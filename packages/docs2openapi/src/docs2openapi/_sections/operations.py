"""Pages with several operations: each is read from its own part, and from the lines outside of all parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.page import Remark
from docs2openapi._sections.called_together import split_commands
from docs2openapi._sections.endpoints.bullets import find_bulleted_endpoints
from docs2openapi._sections.outside_parts import Part, Span, find_foreign, letters_of, names_operation, note_left_out
from docs2openapi._sections.parsed_page import ParsedPage, parse_page
from docs2openapi._sections.returned_objects import find_returned
from docs2openapi._text.inline import plain_text
from docs2openapi._text.markdown import Block
from docs2openapi._vocabulary.headings import FIELD_ROLES, MAX_HEADING, is_title, section_role
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._sections.endpoints.lines import Endpoint


_PARAMETER = re.compile(r"\{[^{}]*\}")
# ``Endpoint for the result``, below the title of a step.
_OF_ADDRESS = re.compile(
    r"(?:endpoint|эндпоинт|endpunkt|адрес)\s(?:for|to|для|für|zum|zur|de|pour|para)\b", re.IGNORECASE
)
_PATH_AT_END = re.compile(r"(?<=\s)/[\w{}/-]+$")
_CAPTION = re.compile(r"\*\*[^*`:：\n]{2,60}[:：]?\*\*")
_BOLD_OPERATION = re.compile(rf"\*\*`?(?:{'|'.join(METHODS)}) [^\s*`]+`?\*\*")
_MESSAGE_HEADER = re.compile(r"[A-Z][A-Za-z-]+: ?\S.*")
_TAB_KIND = "h0"  # no heading inside of a tab ends it
MAX_OPERATIONS = 20


class _Start(NamedTuple):
    """An operation and the block that its part of the page begins with: its heading, else the text over its command."""

    endpoint: Endpoint
    heading: Block


def split_operations(page: ParsedPage) -> list[ParsedPage]:
    """Split a page into a part for each operation under a heading of its own; a page with one stays whole.

    Raises:
        UnreadablePage: The page has more than 20 operations.
    """
    starts = _starts(page)
    if page.front.endpoint is not None:
        return [page]
    if not starts or all(start.endpoint.is_in_prose and start.endpoint.name for start in starts):
        return _index(page)
    listed = _listed_only(page, starts)
    bulleted = list(_bulleted(page))
    if len(starts) < 2 and not (listed or bulleted):
        return split_commands(page) or [_without_titled(page, starts[0].endpoint)]
    if len(starts) > MAX_OPERATIONS:
        line = starts[MAX_OPERATIONS].endpoint.line
        raise page.source.unreadable(line, f"more than {MAX_OPERATIONS} operations: split the page")
    spans = _spans(starts, page)
    if len(spans) == 1:  # all that stands below the one heading and above the list of operations is of that operation
        spans = [Span(spans[0].first, len(page.source.lines))]
    named = [Part(span, each.heading, each.endpoint) for span, each in zip(spans, starts, strict=True)]
    foreign = find_foreign(page, named)
    rows = [Span(each.line, each.line) for each in listed]
    apart = [*spans, *rows, *(span for span, _ in bulleted)]
    parts = [_part(page, each.span, [*apart, *_not_of(each, foreign)], each.endpoint) for each in named]
    parts[0].remarks += [*note_left_out(page, named, foreign), *_note_called(page, starts)]
    below = Span(starts[0].heading.first, len(page.source.lines))
    parts += [_part(page, Span(0, 0), [below], endpoint) for endpoint in listed]
    return parts + [_part(page, own, _around(own, below), endpoint) for own, endpoint in bulleted]


def note_mentioned(page: ParsedPage) -> Iterator[Remark]:
    """Name the operations that only sentences beside commands name, and that are not read."""
    for each in page.mentioned if page.called else ():
        if not any(each.is_same(read) for read in page.endpoints):
            yield Remark(each.line, f"{each.method.upper()} {each.path} is named in a sentence only; left out")


def _note_called(page: ParsedPage, starts: Sequence[_Start]) -> Iterator[Remark]:
    """Name the operations that a page with nothing but commands calls, and that no part of it is about."""
    for call in () if page.endpoints else page.called:
        if not any(start.endpoint.is_same(call) for start in starts):
            yield Remark(call.line, f"{call.method} {call.path} is called below another operation; left out")


def _not_of(part: Part, foreign: Sequence[tuple[Span, Sequence[Endpoint]]]) -> list[Span]:
    return [span for span, endpoints in foreign if not any(each is part.endpoint for each in endpoints)]


def _index(page: ParsedPage) -> list[ParsedPage]:
    """Return a part for each operation of a page that only lists them; what it says below is of none of them."""
    listed = [each for each in page.endpoints if each.name]
    if len(listed) < 2 or any(section.role in FIELD_ROLES for section in page.outline.sections):
        return _beside_described(page, listed)
    above = [block.first for block in page.blocks if block.first <= listed[0].line and block.kind.startswith("h")]
    first = (above or [listed[0].line])[-1]
    return [_part(page, Span(0, 0), _below(page, first, each), each) for each in listed[:MAX_OPERATIONS]]


def _beside_described(page: ParsedPage, listed: Sequence[Endpoint]) -> list[ParsedPage]:
    """Return the parts of a page that describes one operation, without a heading, below a table of several."""
    described = [each for each in page.endpoints if not each.name]
    if not described:
        return _beside_called(page, listed)
    title = page.outline.start(described[0].line) if described else 0  # it can be "HTTP request"
    others = [each for each in listed if not any(each.is_same(one) for one in described)]
    sections = zip(page.outline.lines, page.outline.sections, strict=True)
    fields = [line for line, section in sections if section.role in FIELD_ROLES and line != title]
    if len(described) != 1 or not others or described[0].line > min(fields, default=0):
        return [page]
    one = described[0]
    below = Span(one.line, len(page.source.lines))
    parts = [_part(page, below, [below], one)]
    return parts + [_part(page, Span(0, 0), [below], each) for each in others[:MAX_OPERATIONS]]


def _beside_called(page: ParsedPage, listed: Sequence[Endpoint]) -> list[ParsedPage]:
    """Return the parts of a page that lists several operations, and calls one of them: all else is of that one."""
    called = [each for each in listed if any(call.is_same(each) for call in page.called)]
    others = [each for each in listed if each not in called]
    if len(called) != 1 or not others or len(page.called) != 1:
        return [page]
    rows = {each.line for each in others}
    text = "\n".join("" if line in rows else each for line, each in enumerate(page.source.lines, 1))
    main = parse_page(page.source.with_text(text), named=called[0])
    whole = Span(1, len(page.source.lines))
    return [main, *(_part(page, Span(0, 0), [whole], each) for each in others[:MAX_OPERATIONS])]


def _without_titled(page: ParsedPage, endpoint: Endpoint) -> ParsedPage:
    """Leave out what stands below titles with the path of another operation: ``Languages /languages``."""
    titles = [block for block in page.blocks if block.kind in ("h1", "h2", "h3", "h4")]
    named = [(at, path[0]) for at, title in enumerate(titles) if (path := _PATH_AT_END.search(title.text))]
    others = [(at, path) for at, path in named if path != endpoint.path]
    if not others or len(others) == len(named):
        return page
    lines = page.source.lines
    for at, _ in others:
        end = next((each.first for each in titles[at + 1 :] if each.kind <= titles[at].kind), len(lines) + 1)
        lines[titles[at].first - 1 : end - 1] = [""] * (end - titles[at].first)
    rest = parse_page(page.source.with_text("\n".join(lines)))
    reason = "is another operation, whose method the page does not say; left out"
    rest.remarks += [Remark(titles[at].first, f"{path} {reason}") for at, path in others]
    return rest


def _below(page: ParsedPage, first: int, endpoint: Endpoint) -> list[Span]:
    """Return the lines below an index, but for the base URL of the section that an operation stands in."""
    last = len(page.source.lines)
    base = _base_above(page, endpoint.line, first)
    return [Span(first, base - 1), Span(base + 1, last)] if base else [Span(first, last)]


def _base_above(page: ParsedPage, line: int, first: int) -> int | None:
    """Return the line of the base URL right above an operation of an index, if each section of it has one."""
    bases = [base.line for base in page.base_urls if first <= base.line < line]
    is_each = len({base.url for base in page.base_urls}) > 1
    return bases[-1] if bases and is_each else None


def _bulleted(page: ParsedPage) -> Iterator[tuple[Span, Endpoint]]:
    """Return the operations that only bullets name, each with the section that it stands in."""
    titles = [block.first for block in page.blocks if block.kind.startswith("h")]
    for endpoint in islice(find_bulleted_endpoints(page.prose), MAX_OPERATIONS):
        first = max((line for line in titles if line < endpoint.line), default=1)
        yield Span(first, min((line for line in titles if line > first), default=len(page.lines) + 1) - 1), endpoint


def _around(own: Span, all_parts: Span) -> list[Span]:
    """Return the lines of all parts but those of one section."""
    return [Span(all_parts.first, max(own.first, all_parts.first) - 1), Span(own.last + 1, all_parts.last)]


def _listed_only(page: ParsedPage, starts: Sequence[_Start]) -> list[Endpoint]:
    """Return the operations that a table above the first part or below the last one lists, and no part describes."""
    listed = [each for each in page.endpoints if each.name and each.line < starts[0].heading.first]
    listed = listed or _listed_below(page, starts)
    if _are_behind_base(listed, starts):
        return []
    return [each for each in listed if not any(start.endpoint.is_same(each) for start in starts)][:MAX_OPERATIONS]


def _listed_below(page: ParsedPage, starts: Sequence[_Start]) -> list[Endpoint]:
    """Return the operations of a table below all that are called on the page, if these are among them."""
    last = max((call.line for call in page.called), default=len(page.lines))
    listed = [each for each in page.endpoints if each.name and each.line > last]
    titles = [block for block in page.blocks_above(listed[0].line) if block.kind[0] == "h"] if listed else []
    is_apart = bool(titles) and titles[-1].first > last
    are_called = all(any(each is start.endpoint for each in listed) for start in starts)
    return listed if is_apart and are_called else []


def _are_behind_base(listed: Sequence[Endpoint], starts: Sequence[_Start]) -> bool:
    """Return whether each operation of an index is described with the same path in front: that of the base URL."""
    named = [(each, start.endpoint) for each in listed for start in starts if start.endpoint.method == each.method]
    behind = [(each, whole.path.removesuffix(each.path)) for each, whole in named if whole.path.endswith(each.path)]
    return bool(listed) and len({prefix for _, prefix in behind}) == 1 and len(behind) == len(listed)


def _starts(page: ParsedPage) -> list[_Start]:
    """Pair each operation with the heading over it, unless another operation has that heading.

    What only example requests show is an operation too, if no line of the page names one.
    """
    headings = [
        block
        for block in page.blocks
        if block.kind in ("h1", "h2", "h3", "h4") and is_title(plain_text(block.text[:MAX_HEADING]))
    ]
    headings = sorted([*headings, *_titled_tabs(page)], key=lambda heading: heading.first) or _text_in_front(page)
    firsts = [heading.first for heading in headings]
    starts: list[_Start] = []
    called = page.called
    listed = [each for each in page.endpoints if each.name]
    named = {letters_of(heading.text): heading for heading in headings} if listed else {}
    lines = {each.line for each in listed}
    beside_others = {each.name for each in listed if not lines.isdisjoint((each.line - 1, each.line + 1))}
    bold = _bold_operations(page, firsts)
    lines_of_calls = {_key(call): call.line for call in reversed(called)}
    for endpoint in [*page.endpoints, *_called_elsewhere(page, firsts)] if page.endpoints else called:
        if len(starts) > MAX_OPERATIONS:
            break
        # A table of all operations names one where none is described: a command that calls it stands there.
        line = lines_of_calls.get(_key(endpoint), endpoint.line) if endpoint.name else endpoint.line
        at = bisect_right(firsts, line) - 1
        heading = named.get(letters_of(endpoint.name))
        if heading is None and line == endpoint.line and endpoint.name in beside_others:
            continue  # it is listed only
        heading = heading or bold.get(line) or (headings[at] if at >= 0 else None)
        if heading in [start.heading for start in starts if not _is_beside(start.endpoint, endpoint)]:
            title = _title_right_above(page, line)
            is_path = title is not None and title.text.startswith("**/")
            title = title if page.endpoints or is_path or _are_captioned(page, starts, heading, title) else None
            heading = title or (_lead_in(page, line) if not page.endpoints or _is_message(page, line) else None)
        if heading and not any(start.endpoint.is_same(endpoint) for start in starts):
            starts.append(_Start(endpoint, heading))
    return _with_steps_around(sorted(starts, key=lambda start: start.heading.first), headings)


def _called_elsewhere(page: ParsedPage, firsts: Sequence[int]) -> list[Endpoint]:
    """Return what commands send to, in front of all that lines name, below other titles, at the server of these.

    Args:
        page: The page.
        firsts: The lines of the titles that can name an operation.
    """
    named = [each for each in page.endpoints if not each.name]
    taken = {bisect_right(firsts, each.line) for each in page.endpoints}
    servers = {each.server for each in named if each.server} or {each.url for each in page.base_urls}
    sending = [request.endpoint for request in page.requests if request.data or request.form]
    return [
        call
        for call in filter(None, sending)
        if len(named) == len(page.endpoints)
        and call.line < min(each.line for each in named)
        and bisect_right(firsts, call.line) not in taken
        and not any(call.is_same(each) or call.is_sample_of(each) for each in page.endpoints)
        and (not servers or any((call.server or "") in server or server in (call.server or "") for server in servers))
    ]


def _text_in_front(page: ParsedPage) -> list[Block]:
    """Return the first block of a page that has no title at all, and names its operations by several commands."""
    has_title = any(block.kind.startswith("h") for block in page.blocks)
    return [] if has_title or page.endpoints or len(page.called) < 2 else page.blocks[:1]


def _titled_tabs(page: ParsedPage) -> list[Block]:
    """Return the titles of the tabs if each of several has an operation."""
    tabs = [tag for tag in page.tags if tag.name == "tab"]
    named = [tag for tag in tabs if any(tag.line < each.line <= tag.end for each in page.endpoints)]
    titles = [Block(_TAB_KIND, tag.line, tag.end, tag.attributes.get("title") or "") for tag in named]
    is_each = len(tabs) > 1 and len(named) == len(tabs)
    return titles if is_each and all(is_title(title.text[:MAX_HEADING]) for title in titles) else []


def _is_beside(endpoint: Endpoint, other: Endpoint) -> bool:
    """Return whether one line names both, as two methods at one address."""
    return endpoint.line == other.line and endpoint.path == other.path and endpoint.method != other.method


def _with_steps_around(starts: list[_Start], headings: Sequence[Block]) -> list[_Start]:
    """Let an operation begin where its step does, if its own heading only says that the address follows."""
    return [
        start._replace(heading=_step_around(start, starts, headings))
        if _OF_ADDRESS.match(start.heading.text)
        else start
        for start in starts
    ]


def _step_around(start: _Start, starts: Sequence[_Start], headings: Sequence[Block]) -> Block:
    """Return the heading above that of an operation, one level up, if no other operation is below it."""
    heading = start.heading
    around = [each for each in headings if each.first < heading.first and each.kind < heading.kind]
    if not around or around[-1].kind == "h1":
        return heading
    step = around[-1]
    end = next((each.first for each in headings if each.first > step.first and each.kind <= step.kind), None)
    below = [each for each in starts if each.heading.first > step.first and (end is None or each.heading.first < end)]
    return step if len(below) == 1 else heading


def _key(endpoint: Endpoint) -> tuple[str, str]:
    return endpoint.method, _PARAMETER.sub("{}", endpoint.path)


def _title_right_above(page: ParsedPage, line: int) -> Block | None:
    """Return the heading or bold caption right above an operation, whatever its words: ``2. Query``."""
    at = bisect_right(page.starts, line) - 1
    above = page.blocks[at - 1] if at > 0 else None
    is_title = above is not None and (above.kind in ("h1", "h2", "h3", "h4") or _CAPTION.fullmatch(above.text))
    return above if is_title else None


def _bold_operations(page: ParsedPage, firsts: Sequence[int]) -> dict[int, Block]:
    """Return the blocks of operations that stand alone in bold, as titles do, several below one heading, by line."""
    titles = {block.first: block for block in page.blocks if _BOLD_OPERATION.fullmatch(block.text)}
    alone = {_key(each): titles[each.line] for each in page.endpoints if each.line in titles}
    below = [bisect_right(firsts, block.first) for block in alone.values()]
    return {block.first: block for block, at in zip(alone.values(), below, strict=True) if below.count(at) > 1}


def _are_captioned(page: ParsedPage, starts: Sequence[_Start], heading: Block | None, caption: Block | None) -> bool:
    """Return whether this and each command so far below a heading have bold captions of their own right above."""
    lines = [start.endpoint.line for start in starts if start.heading is heading]
    captions = [caption, *(_title_right_above(page, line) for line in lines)]
    are_bold = all(each is not None and each.kind == "p" for each in captions)
    return are_bold and len(captions) == len({each.first for each in captions if each}) > 1


def _is_message(page: ParsedPage, line: int) -> bool:
    """Return whether an operation is named by a request that is written out in a fence."""
    at = bisect_right(page.starts, line) - 1
    if at < 0 or page.blocks[at].kind != "fence":
        return False
    first, second, *_ = [*page.blocks[at].text.split("\n", 2), "", ""]
    return " HTTP/" in first or _MESSAGE_HEADER.fullmatch(second.strip()) is not None


def _lead_in(page: ParsedPage, line: int) -> Block | None:
    """Return the text right above a command, else the fence that has it.

    None if nothing is shown that the command before returns: it is the same operation, said otherwise.
    """
    above = [block for block in page.blocks_above(line) if block.kind == "fence" and block.last < line]
    if not above or not above[-1].text.lstrip().startswith(("{", "[", "HTTP/")):
        return None
    at = bisect_right(page.starts, line) - 1
    return page.blocks[at - 1] if page.blocks[at - 1].kind == "p" else page.blocks[at]


def _spans(starts: Sequence[_Start], page: ParsedPage) -> list[Span]:
    """Return the lines of each part: up to the next part, or up to a heading of its level that is no part of it."""
    titles = [block for block in page.blocks if block.kind in ("h1", "h2", "h3", "h4", "h5", "h6")]
    firsts = [title.first for title in titles]
    end = len(page.source.lines)
    again = [(bisect_right(firsts, each.line) - 1, each) for each in page.endpoints or page.called]
    spans: list[Span] = []
    for start in starts:
        heading = start.heading
        following = next((each.heading for each in starts if each.heading.first > heading.first), None)
        last = following.first - 1 if following else end  # several can share one
        last = heading.last if heading.kind == _TAB_KIND else last
        repeated = {at for at, each in again if each.is_same(start.endpoint)}
        own = (
            (title, below)
            for at, (title, below) in enumerate(pairwise([*titles, None]))
            if title and heading.first < title.first <= last and title.kind <= heading.kind and at not in repeated
        )
        shares_below = _is_last_of_bare(start, starts, titles) and not any(
            heading.last < call.line <= last for call in page.called if call.is_same(start.endpoint)
        )
        closing = next(
            (
                title
                for title, below in own
                if _closes(title) or _is_named(below, starts) or (shares_below and title.kind < heading.kind)
            ),
            None,
        )
        spans.append(Span(heading.first, closing.first - 1 if closing else last))
    return spans


def _is_last_of_bare(start: _Start, starts: Sequence[_Start], titles: Sequence[Block]) -> bool:
    """Return whether an operation is the last of several in a section, none of which has fields of its own."""
    heading = start.heading
    around = [title.first for title in titles if title.first < heading.first and title.kind < heading.kind]
    beside = [each.heading.first for each in starts if each.heading.kind == heading.kind]
    beside = [first for first in beside if around and around[-1] < first <= heading.first]
    own = [title for title in titles if beside and beside[0] < title.first < heading.first]
    return len(beside) > 1 and not any(section_role(plain_text(title.text)) in FIELD_ROLES for title in own)


def _is_named(heading: Block | None, starts: Sequence[_Start]) -> bool:
    """Return whether a heading names an operation of the page: what is above it is of several."""
    text = heading.text if heading else ""
    return any(names_operation(text, each.heading.text, each.endpoint) for each in starts)


def _closes(heading: Block) -> bool:
    title = plain_text(heading.text)
    return is_title(title) or section_role(title) not in (None, *FIELD_ROLES)


def _part(page: ParsedPage, span: Span, spans: Sequence[Span], endpoint: Endpoint) -> ParsedPage:
    """Parse one part, with the lines of the others blank."""
    lines = page.source.lines
    returned = dict(find_returned(lines, span.first - 1, span.last)) if span.last else {}
    shown = [page.outline.at(at + 1) for at in returned]
    for other in spans:
        if other != span and page.outline.at(other.first) not in shown:
            lines[other.first - 1 : other.last] = [""] * (other.last - other.first + 1)
    for at, title in returned.items():
        lines[at] = title
    return parse_page(page.source.with_text("\n".join(lines)), span.first, span.last, endpoint)
