"""The values that a text lists: after a phrase, a colon or a bracket, as JSON, as bullets.

Values can be told from prose only in back-ticks or quotes, in capitals in brackets, or as bare words between commas up
to the end of the sentence.
"""

from __future__ import annotations

import re

from docs2openapi._fields.bare_values import find_bare_values
from docs2openapi._fields.states import FORMATS, find_states
from docs2openapi._text.inline import html_to_markdown
from docs2openapi._vocabulary.phrases import (
    AVAILABLE_CUE,
    EXAMPLES_CUE,
    NOT_VALUES_CUE,
    SLASHED_VALUES_OF_LABEL,
    STATUS_CUE,
    TWO_VALUES_OF_LABEL,
    VALUE_TOLD,
    VALUES_CUE,
    VALUES_LEAD_IN,
    VALUES_OF_CHINESE_LABEL,
    VALUES_OF_LABEL,
    VALUES_TAIL,
)

_QUOTED = re.compile(
    r"""\s{0,8}[-*•]?\s{0,8}(?:`"?([^`\n"]+)"?`|"([^"\n]+)"|'([^'\n]+)'|“([^”\n]+)”)(?:\s*[(（][^()（）\n`]*[)）])?"""
)
_BETWEEN = re.compile(
    r"\s*(?:[,，、]\s*(?:or|and|或|和)?(?=\W)|/|\||→|->|または|もしくは|또는|或者|\((?:or|and)\b"
    r"|\b(?:or|and|e|y|et|und|o|ou|oder|и|или|hoặc|và)\b|或|和|;|\n\s*[-*•](?=\s))\s*"
)
_BARE_WORD = r"[A-Za-z0-9][A-Za-z0-9_.*:-]*"
_WORD = r"(?:\d+[:*×]\d+|[A-Za-z0-9_.-]*[A-Za-z0-9_-])(?:\s?[(（][^()（）\n]{1,40}[)）])?"
_COMMA = r"(?:\s*[,，、]\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+|\s*(?:或者?|和)\s*)"
_BARE = re.compile(rf"\s*({_WORD}(?:{_COMMA}{_WORD})+)\s*(?:[.;)\]\n。；）]|[,，]\s?(?=默认|default)|$)")
# Words without marks up to the end: ``mp3, wav`` in front of ``のいずれか``.
_BARE_RUN = re.compile(rf"(?:^|[:：\s])({_BARE_WORD}(?:[,、]\s?{_BARE_WORD})+)\s?$")
_SLASHED = re.compile(r"\s*([A-Za-z0-9][\w.:-]*(?:\s?/\s?[A-Za-z0-9][\w.:-]*)+)\s*(?:[.;,]|$)")
_BARRED = re.compile(r"\s*([A-Za-z0-9][\w.-]*(?:\s?\|\s?[A-Za-z0-9][\w.-]*)+)\s*(?:[.;,\n]|$)")
_MEANING = re.compile(r"\s?[(（][^()（）\n]*[)）]")
# A description that is nothing but values: `pending`, `done` or `failed`.
_VALUE = r"`[^`\n]+`(?:\s?[(（][^()（）\n]{1,40}[)）])?"
_OR = r"(?:[,，、]|/|\||→|->|,?\s*\bor\b|,?\s*\band\b|或者?|和|または|もしくは|또는)"
_ONLY_VALUES = re.compile(rf"{_VALUE}(?:\s*{_OR}\s*{_VALUE})+[.。]?")
# The same in quotes: ``"quick" or "fine"``.
_QUOTED_VALUE = r"\"[\w.:-]+\"(?:\s?[(（][^()（）\n]{1,40}[)）])?"
_ONLY_QUOTED = re.compile(rf"{_QUOTED_VALUE}(?:\s*{_OR}\s*{_QUOTED_VALUE})+[.。]?")
# ``2 (default), 4, or 8``.
_NUMBER_OF_ALL = r"\d{1,6}(?:\.\d{1,4})?(?: \(default\))?"
_ONLY_NUMBERS = re.compile(rf"{_NUMBER_OF_ALL}(?:(?:, or |, | or ){_NUMBER_OF_ALL})+\.?")
_DEFAULT_BEHIND = re.compile(r"[,;.]?\s*\(?default(?:s to| is)?:?\s*[`\"][^`\"\n]*[`\"]\)?\.?$", re.IGNORECASE)
# The same in capitals, of which one has an underscore: no acronym has.
_ONLY_CAPITALS = re.compile(r"(?=[A-Z ,or]*_)([A-Z][A-Z0-9_]+(?:(?:,\s|,?\sor\s)[A-Z][A-Z0-9_]+)+)(?:[.\n]|$)")
# One value in the brackets that Docusaurus puts around all of them.
_ONLY_VALUE = re.compile(
    r"^Possible values: \[(?P<value>[A-Za-z_][\w.-]*)\]\s*$"
    r"|\AMust be (?P<mark>[\"'])(?!(?:true|false|null|none)\b)(?P<only>[A-Za-z_][\w.-]*)(?P=mark)\.?\Z",
    re.MULTILINE,
)
# Nothing but words between slashes: ``raw / wav / mp3``.
_ONLY_SLASHED = re.compile(r"^[a-z0-9][a-z0-9_.-]{0,15}(?:\s/\s[a-z0-9][a-z0-9_.-]{0,15}){2,}$", re.MULTILINE)
_CAPITALS_TOLD = re.compile(
    r"\b(?i:can|may|must|will) be (?:either |one of )?"
    r"(?=[A-Z0-9 ,or]*_)([A-Z][A-Z0-9_]+(?:(?:,\s(?!or\s)|,?\sor\s)[A-Z][A-Z0-9_]+)+)(?:[.;\n]|$)"
)
_JSON_LIST = re.compile(r"""\[\s*"[^"\n\[\]]+"(?:\s*,\s*"[^"\n\[\]]+")+\s*\]""")
_CAPITALS = re.compile(r"[(（]\s*([A-Z][A-Z0-9_-]+(?:\s*[,，、|/]\s*[A-Z][A-Z0-9_-]+)+)\s*[)）]")
# Whose formats are no values of the field.
_OF_FILE = re.compile(
    r"\b(?:URLs?|files?|uploads?|archivos?|ficheros?|fichiers?|arquivos?|datei(?:en)?|файлы?)\b|文件|ファイル|파일",
    re.IGNORECASE,
)
_WITH_MEANINGS = re.compile(
    r"[(（]\s*([a-zA-Z][\w-]*\s?[:：][^,()（）:：]{2,60}(?:,\s*[a-zA-Z][\w-]*\s?[:：][^,()（）:：]{2,60})+)[)）]"
)
# ```waiting` for the press, `done` printed``, behind a colon.
_EXPLAINED = re.compile(
    r"[:：]\s*(`[^`\n]+`\s?[^`\n,，、;；。.]{1,30}(?:[,，、;；]\s*`[^`\n]+`\s?[^`\n,，、;；。.]{1,30})+)"
)
# The same at the beginning, for three of them: ```csv` for tables, `txt` for text and `zip` for both``.
_MEANT_CODE = r"`[^`\n]+` (?:for|if|when|as|to)\b[^`,;.]{1,40}"
_EXPLAINED_FIRST = re.compile(rf"({_MEANT_CODE}(?:(?:[,;]\s*|,?\s(?:and|or)\s){_MEANT_CODE}){{2,}})\s*(?:[.;。]|$)")
# ``0-排队中 1-合成中``, ``1: waiting, 2: running``: numbers with their meanings, behind a colon or a bracket.
_NUMBER_MEANT = (
    r"\d{1,5}\s?(?:[-:：=]|表示|代表)\s?(?:[^\W\d]|\d{3,4}[PpKk]\b)"
    r"(?:[^\s,，、;；。.()（）\d]|\x20(?!\d|\()){0,30}(?:\s?[(（][^()（）\n]{1,40}[)）])?"
)
_NUMBERS = re.compile(
    rf"(?:^|[:：(（，。]|[\u4e00-\u9fff],|状态码?|包括|包含|分别为|取值|(?<=[\u4e00-\u9fff])\s)\s*({_NUMBER_MEANT}(?:[,，、;；\s]\s*{_NUMBER_MEANT})+)"
)
_NUMBER = re.compile(r"(?<![\d\w])(\d{1,5})\s?(?:[-:：=]|表示|代表)")
# ``DONE-完成，FAIL：失败``: a meaning in another script cannot be a part of the word in front.
_FOREIGN_MEANT = r"[A-Za-z]\w*\s?[-:：=]\s?[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af][^\s,，、;；。.()（）A-Za-z]{0,20}"
_FOREIGN = re.compile(rf"(?:[:：(（，。]|。\s?\n)\s*({_FOREIGN_MEANT}(?:[,，、;；\s]\s*{_FOREIGN_MEANT})+)")
# ``JSON 或 XML,默认 XML``, ``Modo: fast ou fine. Padrão: fine``: two words, of which one is the default.
_EITHER = re.compile(
    r"(?:^|[:：]\s?|[,，])(?P<first>[A-Za-z]\w*)\s?(?:或|/|(?<=\s)(?:or|ou|o|oder|или)(?=\s))\s?(?P<second>[A-Za-z]\w*)"
    r"[.,，;；]\s?(?:默认(?:值)?(?:为|是|[:：])?|(?:default|padrão|défaut|por defecto|standard)(?: is|:)?)\s?"
    r"(?:(?P=first)|(?P=second))(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_FOREIGN_WORD = re.compile(r"(?<!\w)([A-Za-z]\w*)\s?[-:：=]")
# ``"gram" : grams, "pound" : pounds``: each value between marks, with its meaning.
_MARKED = r"(?:`[^`\n]+`|\"[^\"\n]+\"|'[^'\n]+'|“[^”\n]+”)"
_MARKED_MEANT = rf"{_MARKED}\s?[:：=–-]\s?[^\s,，、;；`\"'“{{}}][^,，、;；`\"'“{{}}\n]{{0,60}}"
_MARKED_MEANINGS = re.compile(rf"(?:^|[:：(（。.])\s*({_MARKED_MEANT}(?:[,，、;；/\n]\s*{_MARKED_MEANT})+)")
_PIPED_CODES = re.compile(r"`[^`\n]+`(?:\s?\|\s?`[^`\n]+`)+")
# A text that begins with its values in one pair of marks: ```a | b | c```.
_PIPED = re.compile(r"`(?P<values>[\w.-]+(?:\s*\|\s*[\w.-]+)+)`")
# Bullets that have lost their lines: ``- WAITING，排队中 - DONE，已完成``.
_INLINE_BULLET = re.compile(
    r"(?:^|\s)[-•·]\s(?P<value>[A-Za-z]\w*|\d{1,5})\s?[,，:：]\s?(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])"
)
# A label and words with nothing but spaces between them, to the end of the line: ``Allowed: png jpg webp``.
_LABELLED = re.compile(
    r"^\s*(?:(?:allowed|possible|valid|accepted|available|supported)(?: values?| options)?|options|enum|values)\s?:"
    r"[ \t]+(?P<words>[A-Za-z0-9][\w.-]*(?:[ \t]+[A-Za-z0-9][\w.-]*)+)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_PROSE_WORDS = re.compile(r"\b(?:a|all|an|and|any|are|as|at|between|by|for|from|in|is|of|on|only|or|the|to|up|with)\b")
_SPACED = re.compile(r"\s*`[^`\n]+`(?:\s+`[^`\n]+`)+\s*(?=$|[.\n])")
_CODE = re.compile(r"`[^`\n]+`")
_LIMIT = re.compile(r"default|max(?:imum)?|min(?:imum)?|range|unit|length|type|format|example", re.IGNORECASE)
_MEANT = re.compile(r"(?:^|,\s*)([A-Za-z][\w-]*)\s?[:：]")
_ANY_BULLET = re.compile(r"\s*[-*•●·]\s")
_VALUE_BULLET = re.compile(r"\s*[-*•●·]\s+`(?P<value>[^`\n]+)`(?:$|\s*[:：(（—–-].*|\s.*)")
_BARE_BULLET = re.compile(
    r"\s*[-*•●·]\s+(?P<value>[A-Za-z][\w.-]*|\d{1,6}(?=\s[-—–]\s|[:：]))\s*(?:[:：—–].*|\s-\s.*|$)"
)
# Lines that are all a word and its meaning: ``waiting: it waits``.
_WORD_LINE = re.compile(r"(?P<value>[a-z][a-z_]*)\s?[:：]\s*\S.*")
_ENUMERATION = re.compile(r"\benum(?:eration)?\b|枚举|列挙|열거", re.IGNORECASE)
_NO_VALUES = {"note", "example", "default", "warning", "format", "type", "min", "max", "see", "tip", "min_length"}
# A line of its own for each value and its meaning.
_VALUE_LINE = re.compile(r"`(?P<value>[^`\n]+)`\s*\S.*")
_ANNOUNCEMENT = re.compile(rf"(?:{VALUES_CUE.pattern})\s*", re.IGNORECASE)
_FOREIGN_LINE = re.compile(r"(?P<value>[A-Za-z][\w-]*)\s?[:：-]?\s?[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af].*")
# What says that there are others: ``.mp3`, `.wav`, …``.
_AND_OTHERS = r"(?!\s*[,，、]?\s*(?:…|\.{2,}|etc\b|等|(?:and |or )?\[?(?:more|others|similar|so on)\b))"
_UNIT = r"(?:\s(?:seconds?|secs?|minutes?|hours?|days?|pixels?|px|fps|Hz|kHz)\b)?"
_RUN_END = re.compile(rf"{_AND_OTHERS}{_UNIT}\s*(?:$|[.;:,()，。；、）)（\n])")
# What a text must have to list values. Most have none of these.
_MAY_LIST = re.compile(r"[`\"'“\[(（:：,，、|/→]|\b(?:or|ou|oder|или|hoặc)\b")
# Several values between one pair of back-ticks: ```"a", "b"```.
_CODE_LIST = re.compile(r'`("[^"`\n]+"(?:,\s*"[^"`\n]+")+)`')
_BETWEEN_FOREIGN = re.compile(r"\s*(?:、|または|もしくは|또는|或者?)(?:または|もしくは)?\s*")
_OR_ELSE = re.compile(r"\sor\s(?:(?:any|one)\sof\s)?$", re.IGNORECASE)  # other values are told in front
_STRONG = re.compile(r"\*\*|__")
_FLAG = re.compile(r"^[\s*_`]*[(\[](?:required|optional)[)\]][\s*_`]*", re.IGNORECASE)
# What is inside of the field: ``- voice (string): high or low``.
_INNER_FIELD = re.compile(
    r"^\s*[-*•●·]\s+`?[A-Za-z_][\w.\[\]-]*`?\s?\((?:string|integer|number|boolean|object|array|float|int|bool)\b[^()\n]*\).*$",
    re.MULTILINE,
)
MAX_DESCRIPTION = 4_000  # what a longer description says later is not read
MAX_RUNS = 20
# A line of its own, which says nothing of the values below it.
_EXAMPLE_LINE = re.compile(r"^Example: .*\n", re.MULTILINE)
MAX_RUN = 200


def find_values(text: str) -> list[str]:
    """List the values that a field can have, where a text says so; empty where it does not.

    >>> find_values("The format, one of `mp3`, `wav` or `ogg`.")
    ['mp3', 'wav', 'ogg']
    >>> find_values("How far it is (QUEUED, DONE)")
    ['QUEUED', 'DONE']
    """
    if not _MAY_LIST.search(text):
        return []
    text = _prepared(text)
    if only := _ONLY_VALUE.search(text):
        return [only["value"] or only["only"]]
    for cue in VALUES_CUE.finditer(text):
        before = _EXAMPLE_LINE.sub("", text[: cue.start()])
        if EXAMPLES_CUE.search(before) or _OR_ELSE.search(before):
            continue
        values = _spaced_values(text, cue.end()) or _quoted_values(text, cue.end()) or _bare_values(text, cue.end())
        if len(values) > 1:
            return values
    if piped := _PIPED.match(text.strip()):
        return list(dict.fromkeys(re.split(r"\s*\|\s*", piped["values"])))
    if values := _only_values(text.strip()):
        return values
    bare = text.strip().replace("\\_", "_")
    if capitals := _ONLY_CAPITALS.match(bare) or _CAPITALS_TOLD.search(bare):
        return re.findall(r"[A-Z][A-Z0-9_]+", capitals[1])
    if (label := _LABELLED.search(text)) and not _PROSE_WORDS.search(label["words"].lower()):
        return list(dict.fromkeys(label["words"].split()))
    values = _separated_values(text) or _listed_values(text) or _run_values(text) or _explained_values(text)
    return values or find_states(text) or find_bare_values(text)


def find_bullet_values(text: str) -> list[str]:
    """List the values that the bullets of a text begin with; empty if not all do, or if there is one bullet only."""
    if "\n" not in text and "<" not in text:
        return []
    text = _prepared(text)
    bullets = [line for line in text.split("\n") if _ANY_BULLET.match(line)]
    is_announced = VALUES_CUE.search(text) or STATUS_CUE.search(text) or AVAILABLE_CUE.search(text)
    for pattern in (_VALUE_BULLET, _BARE_BULLET) if is_announced else (_VALUE_BULLET,):
        values = [match["value"] for line in bullets if (match := pattern.fullmatch(line))]
        if len(set(values)) == len(bullets) > 1:
            return values
    return [] if bullets else _line_values(text)


def _line_values(text: str) -> list[str]:
    """List the values that the lines below the first begin with, if all of them do."""
    first, *lines = [line.strip() for line in text.split("\n") if line.strip()] or [""]
    words = [match["value"] for line in (first, *lines) if (match := _WORD_LINE.fullmatch(line))]
    if len(set(words)) == len(lines) + 1 > 1 and _NO_VALUES.isdisjoint(words):
        return words
    below = [match["value"] for line in lines if (match := _WORD_LINE.fullmatch(line))]
    is_lead_in = first.endswith((":", "：")) or any(cue.search(first) for cue in (_ENUMERATION, STATUS_CUE))
    if is_lead_in and len(set(below)) == len(lines) > 1 and _NO_VALUES.isdisjoint(below):
        return below
    if values := _values_below(lines):
        return values
    values = [match["value"] for line in lines if (match := _VALUE_LINE.fullmatch(line))]
    is_whole = not first.startswith("`") and first.endswith((":", "：", "。", "."))
    return values if is_whole and len(set(values)) == len(lines) > 1 and not _is_excluded(first) else []


def _values_below(lines: list[str]) -> list[str]:
    """List the values on the lines below one that announces them, each with a meaning in another script."""
    at = next((at for at, line in enumerate(lines) if _ANNOUNCEMENT.fullmatch(line)), len(lines))
    found = [_FOREIGN_LINE.fullmatch(line) for line in lines[at + 1 :]]
    return [match["value"] for match in found if match] if len(found) > 1 and all(found) else []


def values_after(text: str, start: int) -> list[str]:
    """List the values in back-ticks or quotes that follow one another from an offset on."""
    return _quoted_values(text, start)


def _prepared(text: str) -> str:
    text = text[:MAX_DESCRIPTION]
    if "(" in text or "[" in text:
        text = _INNER_FIELD.sub("", _FLAG.sub("", text))
    if "**" in text or "__" in text:
        text = _STRONG.sub("", text)
    if '`"' in text:
        text = _CODE_LIST.sub(r"\1", text)
    return html_to_markdown(text) if "<" in text else text


def _listed_values(text: str) -> list[str]:
    """List the values of a JSON list, of capitals in brackets, or of words with meanings in brackets."""
    if match := _JSON_LIST.search(text):
        values = re.findall(r'"([^"]+)"', match[0])
        is_example = len(set(values)) < len(values)
        return [] if is_example or _is_excluded(text[: match.start()]) else values
    if match := _CAPITALS.search(text):
        values = re.split(r"\s*[,，、|/]\s*", match[1])
        are_formats = _OF_FILE.search(text[: match.start()]) and all(map(FORMATS.fullmatch, values))
        return [] if are_formats or _is_excluded(text[: match.start()]) else values
    if match := _WITH_MEANINGS.search(text):
        words = _MEANT.findall(match[1])
        are_limits = any(_LIMIT.fullmatch(word) for word in words)
        return [] if are_limits or _is_excluded(text[: match.start()]) else words
    for pattern, word in ((_NUMBERS, _NUMBER), (_FOREIGN, _FOREIGN_WORD)):
        if match := pattern.search(text):
            return [] if _is_excluded(text[: match.start()]) else word.findall(match[1])
    if match := _MARKED_MEANINGS.search(text):
        values = [word.strip("`\"'“”") for word in re.findall(_MARKED, match[1])]
        return [] if _is_excluded(text[: match.start()]) else list(dict.fromkeys(values))
    if len(values := [match["value"] for match in _INLINE_BULLET.finditer(text)]) > 1:
        return list(dict.fromkeys(values))
    if match := _EXPLAINED_FIRST.match(text.strip()):
        return [code.strip("`") for code in _CODE.findall(match[1])]
    match = _EXPLAINED.search(text)
    if match and not text.startswith("`", match.end()):  # else the last meaning is a word between two values
        return [] if _is_excluded(text[: match.start()]) else [code.strip("`") for code in _CODE.findall(match[1])]
    return []


def _only_values(text: str) -> list[str]:
    """List the values of a text that is nothing but values."""
    if "(default)" in text and _ONLY_NUMBERS.fullmatch(text):
        return re.findall(r"\d+(?:\.\d+)?", text)
    if slashed := _ONLY_SLASHED.search(text):
        return re.split(r"\s/\s", slashed[0])
    alone = _DEFAULT_BEHIND.sub("", text)
    return _quoted_values(text, 0) if _ONLY_VALUES.fullmatch(alone) or _ONLY_QUOTED.fullmatch(alone) else []


def _separated_values(text: str) -> list[str]:
    """List the values between bars, or the words behind a label that are all its sentence says."""
    if codes := _PIPED_CODES.search(text):
        return [] if _is_excluded(text[: codes.start()]) else list(dict.fromkeys(_quoted_values(codes[0], 0)))
    if (foreign := VALUES_OF_CHINESE_LABEL.match(text)) and not _is_excluded(text[: foreign.start("values")]):
        return _BETWEEN_FOREIGN.split(foreign["values"])
    if slashed := SLASHED_VALUES_OF_LABEL.match(text):
        return re.split(r"\s?/\s?", slashed["values"] or slashed["foreign"])
    if either := _EITHER.search(text):
        return [either["first"], either["second"]]
    label = VALUES_OF_LABEL.match(text) or TWO_VALUES_OF_LABEL.match(text)
    return re.split(r",?\s(?:or|ou|o|oder|или|hoặc)\s|,\s", label["values"]) if label else []


def _explained_values(text: str) -> list[str]:
    """List the values of which sentences tell what each of them does: ``The `all` value returns both``."""
    values = list(dict.fromkeys(VALUE_TOLD.findall(text)))
    return values if len(values) > 1 else []


def _run_values(text: str) -> list[str]:
    """List the values of the first run in back-ticks or quotes that a colon, a bracket or a verb leads in."""
    for number, match in enumerate(VALUES_LEAD_IN.finditer(text)):
        if number >= MAX_RUNS:
            break
        values = _quoted_values(text, match.end())
        if len(values) > 1 and not _is_excluded(text[: match.end()]) and _ends_well(text, match.end(), len(values)):
            return values
    return _named_behind(text)


def _named_behind(text: str) -> list[str]:
    """List the values of a run behind which stands that it is one of them."""
    for tail in VALUES_TAIL.finditer(text):
        start = max(text.rfind(mark, 0, tail.start()) for mark in "。.\n") + 1
        first = next((match.start() for match in _CODE.finditer(text, start, tail.start())), tail.start())
        values = _quoted_values(text, first)
        if len(values) > 1 and _end_of_run(text, first, len(values)) == tail.start():
            return values
        if bare := _BARE_RUN.search(text[max(start, tail.start() - MAX_RUN) : tail.start()]):
            return re.split(r"[,、]\s?", bare[1])
    return []


def _ends_well(text: str, start: int, count: int) -> bool:
    end = _end_of_run(text, start, count)
    return end is not None and _RUN_END.match(text, end) is not None


def _end_of_run(text: str, start: int, count: int) -> int | None:
    for _ in range(count):
        match = _QUOTED.match(text, start)
        if match is None:
            return None
        between = _BETWEEN.match(text, match.end())
        start = between.end() if between and _QUOTED.match(text, between.end()) else match.end()
    return start


def _is_excluded(before: str) -> bool:
    return any(pattern.search(before) is not None for pattern in (EXAMPLES_CUE, NOT_VALUES_CUE, _OR_ELSE))


def _quoted_values(text: str, start: int) -> list[str]:
    values: list[str] = []
    while match := _QUOTED.match(text, start):
        values.append(next(group for group in match.groups() if group).strip())
        between = _BETWEEN.match(text, match.end())
        is_stuck = match[0].endswith('"') and text.startswith('"', match.end())
        if between is None and not is_stuck:
            break
        start = between.end() if between else match.end()
    are_paths = any(value.startswith("/") for value in values)  # of other operations
    return [] if are_paths else list(dict.fromkeys(values))


def _spaced_values(text: str, start: int) -> list[str]:
    """List the values of a run in back-ticks with nothing but spaces between them."""
    match = _SPACED.match(text, start)
    return list(dict.fromkeys(code.strip("`") for code in _CODE.findall(match[0]))) if match else []


def _bare_values(text: str, start: int) -> list[str]:
    if slashed := _SLASHED.match(text, start):
        return re.split(r"\s?/\s?", slashed[1])
    if barred := _BARRED.match(text, start):
        return re.split(r"\s?\|\s?", barred[1])
    match = _BARE.match(text, start)
    return [word.strip() for word in re.split(_COMMA, _MEANING.sub("", match[1]))] if match else []
