"""Values of a field that stand outside of its description: bullets under a title, words in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._fields.states import find_states
from docs2openapi._fields.values import find_values, values_after
from docs2openapi._model.findings import Findings, ValueRow
from docs2openapi._text.inline import MAX_LINE
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.phrases import (
    BARE_VALUE_SENTENCE,
    ENDS_CUE,
    EXAMPLES_CUE,
    NEXT_VALUE,
    NEXT_VALUES,
    VALUE_SENTENCE,
)
from docs2openapi._vocabulary.titles.values import is_status_name, valued_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docs2openapi._sections.parsed_page import ParsedPage

_BULLET = re.compile(r"\s*[-*+•]\s+[`\"'*]{0,3}(?P<value>[A-Za-z][\w.-]*)[`\"'*]{0,3}(?:\s*(?:[:：(（→—–-].*)?)")
_WORD = r"[\"'`]?[A-Za-z][\w-]*[\"'`]?"
_COMMENT = re.compile(
    rf"\"?(?P<name>\w+)\"?\s*:\s*\"[^\"]*\",?\s*(?://|#)\s*(?:one of:?\s*)?"
    rf"(?P<values>{_WORD}(?:\s*[|,/]\s*{_WORD})+)\.?"
)
_COMMENTED = re.compile(r'\s*"?(?P<name>[\w.-]+)"?\s*:\s*(?:"[^"]*"|[\w.-]+)\s*,?\s*(?://|#)\s*(?P<text>\S.*)')
_COMMENT_ALONE = re.compile(r"\s*//\s*(?P<text>\S.*)")
_MEMBER = re.compile(r'\s*"(?P<name>[\w.-]+)"\s*:\s*"')
_JOINED = re.compile(
    r'\s*"(?P<name>[\w.-]+)"\s*:\s*"(?!(?:string|number|integer|boolean|object|array)\b)(?P<values>[A-Za-z][\w-]*(?:\s*\|\s*[A-Za-z][\w-]*)+)"\s*,?\s*(?://.*)?'
)
_UNION = re.compile(
    r'\s*(?:[•*-]\s+)?"?(?P<name>[\w.-]+)"?\s*:\s*(?P<values>"[^"]+"(?:\s*\|\s*(?:"[^"]+"|null))+)\s*,?\s*(?://.*)?'
)
_ANNOUNCED = re.compile(
    r"`(?P<name>[A-Za-z_]\w*)`\)?(?: (?:field|parameter|property|attribute|value))?"
    r" (?:(?:will|can|may|must) be|is|takes|has|includes)(?: always)?"
    r" (?:either|one of(?: the following)?|any of the following|the following)"
    r"(?: (?:values?|states?|statuses|strings?|words?|types?))?:$"
)
# ``Possible values of `status`:``
_VALUES_OF = re.compile(
    r"\b(?:possible|valid|allowed|available) (?:values|states|statuses) (?:of|for) `(?P<name>[\w.]+)`[^.:]{0,20}:\s*$",
    re.IGNORECASE,
)
# ``…, with the status field showing where it is. The possible values are:``
_OF_FIELD = re.compile(
    r"\bthe (?P<name>status|state|phase|stage) field\b[^:]{0,200}\b(?:possible|valid|allowed) values are:\s*$",
    re.IGNORECASE,
)
# ``The state is one of:``, ``Der `zustand` ist einer von:``
_IS_ONE_OF = re.compile(
    r"(?:^|[.:]\s+)\W{0,4}(?:the|job|task|der|die|das|le|la|l['’]|el|lo|il|o|a)?\s?(?:job |task )?"
    r"(?P<mark>[`\"']?)(?P<name>[^\W\d]\w{2,30})(?P=mark) (?:field |value )?"
    r"(?:is|can be|may be|will be|ist|kann|est|peut être|es|puede ser|é|pode ser|è|può essere)"
    r" (?:(?:always )?(?:one|any) of(?: (?:these|the following))?(?: (?:values|states|words))?"
    r"|eine[rs]? (?:von|der folgenden(?: \w+)?)(?: sein)?|l['’]une? (?:de|des \w+ suivante?s)"
    r"|un[oa]? (?:de|de l[oa]s siguientes(?: \w+)?)|um[a]? (?:de|d[oa]s seguintes(?: \w+)?)|un[oa] (?:di|tra))\s?:$",
    re.IGNORECASE,
)
# Between the words that a status goes through; elsewhere ```1` to `10``` is a range.
_STEP = re.compile(
    r"(?<=[`'\"])[,;]?\s+(?:(?:and|or|then|finally)\s+){0,2}(?:to|over|via|through)\s+(?=[`'\"][A-Za-z])"
)
_NAMED = re.compile(r"\s*`(?P<name>[A-Za-z_][\w.]*)`\s?[:：]\s*")
_END = re.compile(r"[.!?](?:\s|$)")
_BETWEEN = re.compile(r",?\sor\s|,\s")
_MARK = re.compile(r"[`'\"]")
MAX_VALUES = 60


def find_value_lists(page: ParsedPage) -> Findings:
    """Find the values of fields in lists titled after them, in sentences, and in comments of examples."""
    return Findings(
        values=[*_listed(page), *_in_sentences(page), *_behind_names(page), *commented_values(page.code_lines)]
    )


def _listed(page: ParsedPage) -> Iterator[ValueRow]:
    titles = [
        (line, section.innermost) for line, section in zip(page.outline.lines, page.outline.sections, strict=True)
    ]
    return listed_values(page.prose, titles)


def listed_values(lines: Sequence[str], titles: Iterable[tuple[int, str]]) -> Iterator[ValueRow]:
    """Find the bullets below titles and sentences that announce the values of a field.

    Args:
        lines: The lines of the page.
        titles: The titles, each with its line from 1.
    """
    named = [(line, name) for line, title in titles if (name := valued_name(title)) and line <= len(lines)]
    for line, name in [*named, *_announced(lines)]:
        rows: list[ValueRow] = []
        for at, text in enumerate(lines[line : line + MAX_VALUES], line + 1):
            match = _BULLET.fullmatch(text)
            if match:
                rows.append(ValueRow(at, name, match["value"]))
            elif text.strip() and (
                rows or text.lstrip().startswith(("#", "|", "**")) or section_role(text[:MAX_HEADING])
            ):
                break
        if len(rows) > 1:
            yield from rows


def _announced(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Find ```status` will be one of:``, with its line and its name."""
    for line, text in enumerate(lines, 1):
        stripped = text[:MAX_LINE].rstrip()
        is_lead_in = "`" in stripped and text.rstrip().endswith(":")
        match = _ANNOUNCED.search(text) or _VALUES_OF.search(text) if is_lead_in else None
        match = match or (_OF_FIELD.search(text[:MAX_LINE]) if text.rstrip().endswith("are:") else None)
        match = match or (_is_one_of(stripped) if stripped.endswith(":") else None)
        if match:
            yield line, match["name"]


def _is_one_of(text: str) -> re.Match[str] | None:
    """Find a sentence that ends with what a field is one of; without marks only a word for a state is its name."""
    match = _IS_ONE_OF.search(text)
    return match if match and (match["mark"] or is_status_name(match["name"])) else None


def commented_values(lines: Iterable[tuple[int, str]]) -> Iterator[ValueRow]:
    """Find ``"state": "DONE", // QUEUED | DONE`` and ``"state": "string", // one of: queued, done``."""
    above = ""
    for line, text in lines:
        if above and (member := _MEMBER.match(text)):
            yield from (ValueRow(line, member["name"], value) for value in find_values(above) or find_states(above))
        comment = _COMMENT_ALONE.fullmatch(text) if "//" in text and len(text) <= MAX_LINE else None
        above = comment["text"] if comment else ""
        if "|" in text and len(text) <= MAX_LINE and (union := _UNION.fullmatch(text)):
            yield from (ValueRow(line, union["name"], value) for value in re.findall(r'"([^"]+)"', union["values"]))
        if "|" in text and len(text) <= MAX_LINE and (joined := _JOINED.fullmatch(text)):
            yield from (ValueRow(line, joined["name"], value.strip()) for value in joined["values"].split("|"))
        match = _COMMENTED.fullmatch(text) if ("//" in text or "#" in text) and len(text) <= MAX_LINE else None
        if match is None:
            continue
        words = _COMMENT.fullmatch(text.strip())
        bare = re.split(r"\s*[|,/]\s*", words["values"]) if words else find_values(match["text"])
        yield from (ValueRow(line, match["name"], value.strip("\"'`")) for value in bare)


def _in_sentences(page: ParsedPage) -> Iterator[ValueRow]:
    """Find ``Returns the job's status (`QUEUED`, `DONE`)``: the word for the field must be its name."""
    for line, text in enumerate(page.prose, 1):
        if "one of" in text and len(text) <= MAX_LINE and (bare := BARE_VALUE_SENTENCE.search(text)):
            yield from (ValueRow(line, bare["name"], value) for value in _BETWEEN.split(bare["values"]))
        if not _MARK.search(text) or len(text) > MAX_LINE or text.lstrip().startswith("|"):
            continue
        for match in VALUE_SENTENCE.finditer(text):
            if ENDS_CUE.search(text[: match.start()]):
                continue  # only those that one waits for
            rest = text[match.end() :]
            values = values_after(_STEP.sub(", ", rest), 0)
            if len(values) > 1 and not EXAMPLES_CUE.search(text[: match.end()]):
                values += _further_values(rest)
                yield from (ValueRow(line, match["name"], value) for value in values)
                break


def _behind_names(page: ParsedPage) -> Iterator[ValueRow]:
    """Find lines with a name and its values only: ```status`: 0 = waiting, 1 = done``."""
    for line, text in enumerate(page.prose, 1):
        if "`" in text and len(text) <= MAX_LINE and (match := _NAMED.match(text)):
            yield from (ValueRow(line, match["name"], value) for value in find_values(f": {text[match.end() :]}"))


def _further_values(text: str) -> Iterator[str]:
    """Find what a field becomes later: in the same sentence, or word by word in others."""
    sentence = _END.split(text, maxsplit=1)[0]
    for lead_in in NEXT_VALUES.finditer(sentence):
        yield from values_after(sentence, lead_in.end())
    yield from (further["value"] for further in NEXT_VALUE.finditer(text))
