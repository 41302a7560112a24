"""Inline markup of Markdown and HTML: removed, or rewritten as Markdown."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from operator import itemgetter

# A longer line is prose or data: no pattern is tried on it.
MAX_LINE = 2_000

# A longer text is data, in a cell or a paragraph: no markup is looked for.
_MAX_MARKED = 20_000

_MAY_BE_MARKED = re.compile(r"[<\[*`\\&_]")
_MARKUP = re.compile(r"[<\[*`\\&]|(?<!\w)_")  # an underscore inside a word is none
_TAGS = "h[1-6]|ul|ol|li|a|b|big|code|div|em|font|i|kbd|mark|p|pre|samp|small|span|strong|sub|sup|tt|u|var"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CODE_TAG = re.compile(r"</?(?:code|tt|kbd|samp)(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_STRESS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)([^*_]{1,100}?|[^*]{1,100}?)(?<=\S)\1(?![\w*])")
_INSIDE = itemgetter(2)  # of a match of the last
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def plain_text(text: str) -> str:
    """Remove the markup from a text and put it on one line.

    >>> plain_text("**[`voice_id`](#voice)**")
    'voice_id'
    """
    if text.isidentifier() and text[0] != "_":
        return text  # most lines of pages with a word on each
    if not _MAY_BE_MARKED.search(text) or len(text) > _MAX_MARKED or not _MARKUP.search(text):
        return " ".join(text.split())
    return _without_markup(text)


@lru_cache(maxsize=1024)  # each format looks at the same cells and lines
def _without_markup(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _STRESS.sub(_INSIDE, _STRESS.sub(_INSIDE, text))
    text = text.replace("`", "")
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join((html.unescape(text) if "&" in text else text).split())


def html_to_markdown(text: str) -> str:
    r"""Rewrite the HTML in a text as Markdown, the format of descriptions in OpenAPI.

    >>> html_to_markdown("One of <code>a</code>,<br/>or none &amp; all")
    'One of `a`,\nor none & all'
    """
    if "<" in text:
        text = _TAG.sub("", _CODE_TAG.sub("`", _ITEM.sub("\n- ", _BREAK.sub("\n", text))))
    lines = (html.unescape(text) if "&" in text else text).split("\n")
    return "\n".join(line.strip() for line in lines).strip()
