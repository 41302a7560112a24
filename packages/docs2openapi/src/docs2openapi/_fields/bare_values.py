"""Values without marks that bars, slashes, units or meanings in brackets tell from prose."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.phrases import BARE_VALUES_CUE, DEFAULT_LABEL, NO_VALUE_WORDS, OR_WORDS

_ITEM = r"[A-Za-z0-9](?:[A-Za-z0-9_.*:+-]*[A-Za-z0-9_*+])?"
_OR = rf"(?:\s?[/|、,，]\s?(?:(?:{OR_WORDS})\s?)?|\s?(?:{OR_WORDS})\s?)"
# ``5 or 8 (seconds)``, ``8000 или 22050``: numbers, of which the last is led in by "or", and a unit.
_NUMBER = r"\d{1,6}(?:\.\d{1,4})?"
_NUMBERS = re.compile(
    rf"(?P<values>{_NUMBER}(?:,\s{_NUMBER})*,?\s(?:{OR_WORDS})\s{_NUMBER})(?:\s?\(?[^\W\d_]{{1,12}}\)?)?\.?"
)
# ``waiting | running | done``, ``16:9 / 9:16 / 1:1``: nothing but words between such marks.
_BARRED = re.compile(rf"{_ITEM}(?:\s?\|\s?{_ITEM})+")
_SLASHED = re.compile(rf"{_ITEM}(?:\s/\s{_ITEM}){{2,}}|\d[\w:]*(?:\s?/\s?\d[\w:]*)+")
# ``std（标准）或 pro（专业）``: words of another script than their meanings.
_MEANT = r"[A-Za-z0-9][A-Za-z0-9_.:-]*\s?[(（](?=[^()（）]*[^\x00-\x7f])[^()（）\n]{1,40}[)）]"
_MEANINGS = re.compile(rf"(?:^|[:：。为]|(?<=[•*-])\s)\s?(?P<values>{_MEANT}(?:(?:{_OR}|\s?[•]\s?){_MEANT})+)")
_WORD_AND_BRACKET = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.:-]*)\s?[(（][^()（）]*[)）]")
# ``async (polling) или callback (webhook)``: the same in one script, if there is nothing else.
_ONE_MEANT = r"[A-Za-z0-9][\w.:-]*\s?\([^()\n]{1,40}\)"
_ONLY_MEANINGS = re.compile(rf"{_ONE_MEANT}(?:{_OR}{_ONE_MEANT})+\.?")
# ``支持 png(默认)、jpeg、webp``, ``可选为 2:3, 3:2,如果``: behind a phrase up to the next words of that language.
_WITH_MEANING = rf"{_ITEM}(?:\s?[(（][^()（）\n]{{1,30}}[)）])?"
_BEHIND_PHRASE = re.compile(
    rf"(?:{BARE_VALUES_CUE})(?P<values>{_WITH_MEANING}(?:{_OR}{_WITH_MEANING})+)"
    r"\s?(?:$|[.;。；\n]|[,，]\s?(?=[^\x00-\x7f]))(?!\s?(?:等|etc))"
)
# ``mp3, wav, ogg (default: mp3)``: the default is one of them.
_WITH_DEFAULT = re.compile(
    rf"(?:[^:：\n]{{1,40}}[:：]\s)?(?P<values>{_ITEM}(?:,\s{_ITEM})+)"
    rf"\s?[(（]{DEFAULT_LABEL}\s?[:：]?\s?(?P<default>{_ITEM})[)）]\.?",
    re.IGNORECASE,
)
# How a file can be sent, which is no value: ``支持 Base64 或 URL``.
_WAYS_TO_SEND = {"url", "base64"}
_BRACKETS = re.compile(r"\s?[(（][^()（）]*[)）]")


def find_bare_values(text: str) -> list[str]:
    """List the values of a text that is nothing but these, or that names each with its meaning.

    >>> find_bare_values("5, 10 ou 15 secondes")
    ['5', '10', '15']
    >>> find_bare_values("样式：std（标准）或 pro（专业）")
    ['std', 'pro']
    """
    text = text.strip().replace("\\|", "|")
    if numbers := _NUMBERS.fullmatch(text):
        return re.findall(_NUMBER, numbers["values"])
    if _BARRED.fullmatch(text) or _SLASHED.fullmatch(text):
        values = re.split(r"\s?[|/]\s?", text)
        return [] if NO_VALUE_WORDS.intersection(values) else values
    if _ONLY_MEANINGS.fullmatch(text):
        return _WORD_AND_BRACKET.findall(text)
    if chosen := _WITH_DEFAULT.fullmatch(text):
        values = re.split(r",\s", chosen["values"])
        return values if chosen["default"] in values else []
    if meanings := _MEANINGS.search(text):
        return _WORD_AND_BRACKET.findall(meanings["values"])
    named = _BEHIND_PHRASE.search(text)
    values = re.split(_OR, _BRACKETS.sub("", named["values"])) if named else []
    return [] if _WAYS_TO_SEND.intersection(map(str.lower, values)) else values
