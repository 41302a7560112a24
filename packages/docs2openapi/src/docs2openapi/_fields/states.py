"""The values of a status that a text lists without marks: in capitals, with meanings, or as bullets on one line."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.titles.values import STATE_WORDS, is_state

_CAPITALS = r"[A-Z][A-Z0-9_]+"
_COMMA = r"(?:\s?[,，、]\s?(?:or\s|and\s|或)?|\s(?:or|and)\s)"
_NAME = r"(?:status|state|phase|stage|状态|ステータス|상태)"
# ``Current state: WAITING, RUNNING, DONE.``: other words in capitals can be acronyms, of which values are none.
_LISTED = re.compile(
    rf"(?i:{_NAME})\b[^:：.\n]{{0,20}}[:：]\s*({_CAPITALS}(?:{_COMMA}{_CAPITALS})+)\s*(?:[.;。]|$)", re.MULTILINE
)
# Nothing but words in capitals, with the commas of Chinese.
_WHOLE = re.compile(rf"{_CAPITALS}(?:[、，]{_CAPITALS})+[。]?")
# Nothing but words, of which some are those of states: ``waiting, running, done, or failed``.
_WORD = re.compile(r"[A-Za-z][\w-]*")
_WORDS = re.compile(rf"({_WORD.pattern}(?:{_COMMA}{_WORD.pattern})+)\.?")
# The same behind a label: ``Filter by status: waiting, running, done``.
_BEHIND_LABEL = re.compile(
    rf"(?i:{_NAME})[:：]\s({_WORD.pattern}(?:{_COMMA}{_WORD.pattern}){{2,}})\s*(?:[.;。]|$)", re.MULTILINE
)
# ``How far it is, RUNNING (it runs), DONE (it is done)``.
_MEANT = rf"{_CAPITALS}\s?[(（][^()（）\n]{{1,40}}[)）]"
_EXPLAINED = re.compile(rf"(?:^|[,:：，]\s?)({_MEANT}(?:{_COMMA}{_MEANT})+)")
# ``Print state: waiting (for a press), printed (ready), or jammed (it stopped).``: each word has its meaning.
_SMALL_MEANT = r"[a-z][a-z0-9_-]*\s?\([^()\n]{1,80}\)"
_LABELLED = re.compile(
    rf"(?:\w+\s){{0,4}}{_NAME}:\s({_SMALL_MEANT}(?:(?:,\s(?:or\s|and\s)?|\s(?:or|and)\s){_SMALL_MEANT}){{2,}})\.?",
    re.IGNORECASE,
)
# ``Accepts FAST, EVEN, or SLOW.``: but the formats of a file are no values.
_ACCEPTED = re.compile(rf"\b[Aa]ccepts?\s({_CAPITALS}(?:{_COMMA}{_CAPITALS})+)\s*(?:[.;]|$)")
FORMATS = re.compile(
    r"JPE?G|PNG|WEBP|GIF|SVG|BMP|TIFF|HEIC|AVIF|MP[34]|WAV|MOV|WEBM|OGG|FLAC|AAC|M4A|PDF|URLS?|JSON|HTTPS?|UTF|ISO"
)
# ``WAIT: it waits; RUN: it runs``.
_COLON_MEANT = rf"{_CAPITALS}:\s[^;:.\n]{{1,40}}"
_WITH_COLONS = re.compile(rf"(?:^|[.:]\s)({_COLON_MEANT}(?:;\s{_COLON_MEANT})+)")
_WORD_AND_COLON = re.compile(rf"({_CAPITALS}):\s")
_MEANING = re.compile(r"\s?[(（][^()（）\n]*[)）]")
# ``one of - waiting (it waits)- done (it is done).``: bullets that have lost their lines.
_BULLET = r"-\s(?:[A-Za-z]\w*)\s?(?:\([^()\n]{1,80}\)\.?|:\s[^:\n]{1,120}?\.)\s?"
_BULLETS = re.compile(
    rf"\b(?:one of|values?|status(?:es)?|states?)(?: of \w+ \w+)?[:：.]?\s*({_BULLET}(?:{_BULLET})+)", re.IGNORECASE
)
_IN_BULLET = re.compile(r"-\s(\w+)\s?[(:]")
# A line that ends with what bullets below it are, and these: ``- waiting it waits``.
_LEAD_IN = re.compile(rf".{{0,120}}\b{_NAME}(?:\svalues?)?\s?[:：]", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\s*[-*•●]\s+(?P<value>[a-z]\w*)(?:\s\S.*)?")
# ``QUEUE 队列中 DONE 成功``: words in capitals, each with its meaning behind a space, and nothing else.
_SPACED_MEANT = re.compile(rf"(?:{_CAPITALS}\s[\u4e00-\u9fff]{{1,12}}(?:\s|$)){{3,}}")
# ``状态。\nwaiting等待中running进行中``: values and meanings in two scripts, which have lost what stood between them.
_STUCK_VALUE = r"[A-Za-z][A-Za-z0-9_]*[:：]?\s?[\u4e00-\u9fff、，()（）]{1,20}"
_STUCK = re.compile(rf"(?:状态|阶段|取值|枚举|可选值)[^\n]{{0,40}}[:：。\n]\s?((?:{_STUCK_VALUE}){{3,}})[。]?(?:\n|$)")
# ``任务状态:pendingprocessingfailed``: the code spans of a rendered page, which have lost what stood between them.
_STUCK_STATE = re.compile("|".join(STATE_WORDS))
_STUCK_STATES = re.compile(rf"[:：]\s?(?P<states>(?:{_STUCK_STATE.pattern}){{3,}})[.。]?(?:\n|$)")
_STUCK_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def find_states(text: str) -> list[str]:
    """List the values that a text says a status can have; empty where it does not.

    >>> find_states("Current state: QUEUED, DONE.")
    ['QUEUED', 'DONE']
    >>> find_states("Status, one of - queued (it waits)- done (it is ready).")
    ['queued', 'done']
    """
    if _WHOLE.fullmatch(text.strip()):
        return re.findall(_CAPITALS, text)
    if not text.isascii() and _SPACED_MEANT.fullmatch(text.strip()):
        return re.findall(_CAPITALS, text)
    listed = _WORDS.fullmatch(text.strip()) or _BEHIND_LABEL.search(text)
    if listed and (words := _states(listed[1])):
        return words
    if match := _LISTED.search(text):
        return re.findall(_CAPITALS, match[1])
    if match := _EXPLAINED.search(text):
        return re.findall(_CAPITALS, _MEANING.sub("", match[1]))
    if match := _LABELLED.fullmatch(text.strip()):
        return re.findall(r"[\w-]+", _MEANING.sub(" ", match[1]).replace(" or ", " ").replace(" and ", " "))
    if (match := _ACCEPTED.search(text)) and not FORMATS.search(match[1]):
        return re.findall(_CAPITALS, match[1])
    if match := _WITH_COLONS.search(text):
        return _WORD_AND_COLON.findall(match[1])
    if match := _BULLETS.search(text):
        return _IN_BULLET.findall(match[1])
    return _stuck(text) or _below(text.split("\n"))


def _stuck(text: str) -> list[str]:
    """List values that have lost what stood between them."""
    if match := _STUCK_STATES.search(text):
        return _STUCK_STATE.findall(match["states"])
    match = None if text.isascii() else _STUCK.search(text)
    return _STUCK_WORD.findall(match[1]) if match else []


def _states(words: str) -> list[str]:
    """Return the words of a list, if some of them are those of states; else none."""
    listed = [word for word in _WORD.findall(words) if word not in ("or", "and")]
    return listed if sum(map(is_state, listed)) > 1 else []


def _below(lines: list[str]) -> list[str]:
    """List the first words of the bullets below a line that says that they are states."""
    at = next((at for at, line in enumerate(lines) if _LEAD_IN.fullmatch(line.strip())), len(lines))
    found = [_FIRST_WORD.fullmatch(line) for line in lines[at + 1 :] if line.strip()]
    values = [match["value"] for match in found if match]
    return values if len(found) == len(set(values)) > 1 else []
