"""The words over the columns of tables, by what the column holds."""

from __future__ import annotations

import re
from functools import lru_cache

from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.titles.column_words import FOREIGN_COLUMN_WORDS

_ENGLISH: dict[str, tuple[str, ...]] = {
    "name": (
        "name",
        "parameter",
        "parameters",
        "param",
        "field",
        "fields",
        "property",
        "key",
        "attribute",
        "argument",
        "option",
        "variable",
        "header",
        "headers",
        "field name",
        "parameter name",
        "header name",
        "path parameter",
        "query parameter",
        "body parameter",
        "response field",
        "request field",
        "body field",
        "response header",
        "request header",
        "input",
        "element",
        "path",
        "query",
        "query param",
        "path param",
        "property name",
        "attribute name",
        "object key",
        "object keys",
        "node",
        "node name",
        "node name keyword",
        "param name",
        "paramname",
        "form field",
        "form parameter",
        "json key",
        "json field",
    ),
    "inner name": (
        "subfield",
        "sub field",
        "subparameter",
        "sub parameter",
        "child field",
        "child parameter",
        "nested field",
    ),
    "parent": ("parent", "parent node", "parent field", "parent element"),
    "type": (
        "type",
        "data type",
        "param type",
        "paramtype",
        "datatype",
        "schema type",
        "value type",
        "types",
        "kind",
        "json type",
    ),
    "required": (
        "required",
        "requirement",
        "mandatory",
        "presence",
        "req",
        "required optional",
        "required or optional",
        "obligatory",
        "is required",
        "must",
        "m o",
    ),
    "optional": ("optional",),
    "default": ("default", "defaults", "default value", "standard"),
    "description": (
        "description",
        "describe",
        "descriptions",
        "notes",
        "note",
        "meaning",
        "details",
        "detail",
        "comment",
        "comments",
        "explanation",
        "what",
        "purpose",
        "what to do",
        "reason",
        "cause",
        "remarks",
        "remark",
        "about",
        "info",
        "summary",
        "message",
        "when",
        "resolution",
        "solution",
        "definition",
        "how to fix",
    ),
    "place": ("in", "location", "located in", "where", "passed in", "sent in"),
    "level": ("level", "depth", "nesting level"),
    "nullable": ("nullable", "null", "can be null"),
    "values": (
        "values",
        "allowed values",
        "possible values",
        "allowed",
        "enum",
        "enums",
        "accepted values",
        "options",
        "choices",
        "enum values",
        "valid values",
        "supported values",
    ),
    "value": ("value",),
    "example": ("example", "sample", "example value", "examples"),
    "status": (
        "httpcode",
        "statuscode",
        "code http",
        "http statuscode",
        "code de statut",
        "status",
        "http status",
        "status code",
        "http code",
        "http status code",
        "http",
        "response code",
    ),
    "code": ("code", "error code", "error", "error type", "machine code", "errors", "error name"),
    "schema": ("schema", "response schema", "model"),
    "range": ("range", "value range", "valid range", "allowed range"),
    "other": ("constraints", "restrictions", "since", "limits", "format", "validation"),
}
COLUMN_WORDS = {kind: (*FOREIGN_COLUMN_WORDS.get(kind, ()), *words) for kind, words in _ENGLISH.items()}
# Over the names of fields, whatever section they are in.
FIELD_NAME_WORDS = (
    *("parameter", "field", "property", "attribute", "field name", "parameter name", "property name", "attribute name"),
    *(
        "object key",
        "object keys",
        "response field",
        "body parameter",
        "query parameter",
        "path parameter",
        "query",
        "query param",
        "path param",
        "参数名",
        "参数名称",
        "字段",
        "字段名",
        "属性",
    ),
)
_KIND_OF = {word: kind for kind, words in COLUMN_WORDS.items() for word in words}

_FOREIGN_WORDS = tuple(word for word in _KIND_OF if not word.isascii())
_LONGEST_FIRST = sorted(_KIND_OF, key=len, reverse=True)
_WORDS_BY_START: dict[str, list[re.Pattern[str]]] = {}
for _word in _LONGEST_FIRST:
    _WORDS_BY_START.setdefault(_word[0], []).append(re.compile(re.escape(_word), re.IGNORECASE))
# A word and the same in English behind it.
BILINGUAL = re.compile(
    r"(?P<other>[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+)\s+(?P<english>[A-Za-z]+(?: [A-Za-z]+){0,3})"
)
_LETTERS = re.compile(r"[^\W\d_]+")
# What each fused header has between two of its words.
_BETWEEN_WORDS = re.compile(r"\S[A-Z]|[^\x00-\x7f]")
_FUSED = re.compile(r"[a-z][A-Z]")  # ``StatusCode`` is two words over two columns
MAX_HEADER = 200


def column_kind(cell: str) -> str | None:
    """Return what a column holds; None if its word is not known.

    >>> column_kind("Required?")
    'required'
    """
    return _KIND_OF.get(cell.lower()) if cell.isalpha() else _kind_of_words(cell)


@lru_cache(maxsize=1024)
def _kind_of_words(cell: str) -> str | None:
    words = plain_text(cell).lower()
    kind = _KIND_OF.get(" ".join(_LETTERS.findall(words)))
    if kind is None and (both := BILINGUAL.fullmatch(words)):  # ``参数 Parameter``
        return _KIND_OF.get(both["other"]) or _KIND_OF.get(both["english"])
    if kind is None and "/" in words:  # ``Description/Example``
        return _KIND_OF.get(" ".join(_LETTERS.findall(words.partition("/")[0])))
    return kind


def split_fused_header(header: str) -> list[str] | None:
    """Split a header line whose cells are fused; None if it is not one.

    Each word must be known and begin with a capital letter, or be Chinese: ``ParameterTypeRequired``, ``Error codeHTTP
    status``.

    >>> split_fused_header("ParameterTypeRequired")
    ['Parameter', 'Type', 'Required']
    """
    if not _BETWEEN_WORDS.search(header):
        return None
    words = _fused_words(header)
    if not header.isascii() and len(words) == 2 and column_kind(words[0]) != "name":
        return None  # ``状态码说明`` can be a title
    return list(words) if len(words) > 1 else None


@lru_cache(maxsize=1024)
def _fused_words(header: str) -> tuple[str, ...]:
    at = 0
    words: list[str] = []
    if not header[:1].isascii() and not header.lower().startswith(_FOREIGN_WORDS):
        return ()
    while at < len(header) <= MAX_HEADER:
        match = next((m for m in _words_at(header, at) if _is_boundary(header, m.end())), None)
        if match is None:
            return ()
        words.append(match[0])
        at = match.end()
    return tuple(words)


def _words_at(header: str, at: int) -> list[re.Match[str]]:
    """List the known words that begin at an offset, the longest first."""
    if not _begins_word(header[at]):
        return []
    matches = (word.match(header, at) for word in _WORDS_BY_START.get(header[at].lower(), ()))
    return [match for match in matches if match and not _FUSED.search(match[0])]


def _is_boundary(header: str, at: int) -> bool:
    return at == len(header) or _begins_word(header[at])


def _begins_word(letter: str) -> bool:
    return letter.isupper() or "\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff"
