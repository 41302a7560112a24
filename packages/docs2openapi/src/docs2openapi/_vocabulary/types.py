"""The words that docs pages use for types, as JSON Schema: ``string``, ``number | null``, ``list of strings``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docs2openapi._model.schema import JSON_TYPES, Schema, allow_null, copy_schema, types_of
from docs2openapi._vocabulary.locations import named_location

_WORDS_BY_TYPE = {
    "integer": ("int", "int32", "int64", "uint32", "uint64", "long", "timestamp (unix)"),
    "number": ("float", "float32", "float64", "double", "decimal"),
    "string": ("str", "text", "enum<string>", "enum (string)", "string enum", "timestamp"),
    "boolean": ("bool",),
    "object": ("dict", "map", "hash", "container", "json", "json object", "dictionary"),
    "array": ("list",),
    "null": ("none", "nil"),
}
# The same in other languages.
_WORDS_ELSEWHERE = {
    "integer": ("整数", "整型", "整數", "정수", "целое", "целое число", "ganzzahl", "entero", "entier", "inteiro"),
    "number": ("数字", "浮点数", "数値", "숫자", "число", "zahl", "número", "nombre"),
    "string": ("字符串", "字符型", "文本", "文字列", "문자열", "строка", "zeichenkette", "cadena", "chaîne", "texto"),
    "boolean": (
        "布尔",
        "布尔值",
        "布尔型",
        "真偽値",
        "ブール値",
        "불리언",
        "булево",
        "boolesch",
        "wahrheitswert",
        "booleano",
        "booléen",
    ),
    "object": ("对象", "オブジェクト", "객체", "объект", "objekt", "objeto", "objet"),
    "array": ("数组", "列表", "配列", "배열", "массив", "liste", "lista", "arreglo", "tableau"),
}
_WORDS_BY_FORMAT = {
    "binary": ("file", "binary", "blob"),
    "uri": ("url", "uri"),
    "date-time": ("datetime", "date-time"),
    "uuid": ("uuid",),
    "date": ("date",),
    "email": ("email",),
}
# Read only where a type stands alone: in fused text "int" is a part of too many words.
_WORDS: dict[str, Schema] = {
    **{name: {"type": name} for name in JSON_TYPES},
    **{
        word: {"type": name}
        for table in (_WORDS_BY_TYPE, _WORDS_ELSEWHERE)
        for name, words in table.items()
        for word in words
    },
    **{word: {"type": "string", "format": name} for name, words in _WORDS_BY_FORMAT.items() for word in words},
    # Of a union whose marks a rendered page has lost.
    **{f"{name}null": {"type": [name, "null"]} for name in JSON_TYPES if name != "null"},
    "any": {},
    "unknown": {},
    "enum": {},  # of what, its values say
    "enum<integer>": {"type": "integer"},
    "enum<number>": {"type": "number"},
}
_FORMAT_ALIASES = {"datetime": "date-time", "url": "uri", "iso8601": "date-time", "iso 8601": "date-time"}
_FORMATS = (
    "date-time",
    "date",
    "uri",
    "uuid",
    "email",
    "int32",
    "int64",
    "float",
    "double",
    "binary",
    "byte",
    "password",
)

_OR = re.compile(r"\s*(?:\||¦|\bor\b|/)\s*")
_LIST = re.compile(
    r"(?:array|list)\s*(?:of\s+(?P<of>.+)|<(?P<angle>.+)>|\[(?P<square>.+)\]|\((?P<round>.+)\))"
    r"|(?:tableau|liste|lista|arreglo|matriz|array|массив)\s+(?:(?:de|di|von|из)\s+|d['’])?(?P<elsewhere>[^\W\d]+)"
    r"|(?P<japanese>[^\W\d]+)の(?:配列|リスト)"
    r"|\[\](?P<go>\w+)|\[(?P<bare>.+)\]|(?P<suffixed>.+?)(?:\[\]|\s+(?:array|list))",
)
_MAP = re.compile(
    r"(?:map|record|dict|dictionary|object|hash)\s*[<\[].+[>\]]\w*|map (?:of|from) .+"
    r"|map \(key: \w+, value: [\w ]+\)?|\{\[.+\}"
)
_FORMAT = re.compile(r"(?P<base>[a-z]+)(?P<list>\[\])?\s*[(<$]\s*(?P<format>[a-z][a-z0-9 -]*)\s*[)>]?")
_PYTHON_LITERAL = re.compile(r"literal\[((?:\s*(?:\"[^\"]+\"|'[^']+')\s*,?)+)\]")
_OWN_NAME = re.compile(r"[a-z][a-z0-9_]*(?: objects?)?")  # a type that the page defines
_ARTICLE = re.compile(r"^an?\s+(?=(?:array|list|object|string|number|integer|boolean)\b)", re.IGNORECASE)
_NULLABLE = re.compile(r"\bnullable\b|\?$", re.IGNORECASE)
_LITERAL = re.compile(r"""(['"]).*\1""")
# In back-ticks, `VoiceSettings` is the name of a type; `after_frame` is a value if there is another beside it.
_CODE = re.compile(r"`[a-z0-9][a-z0-9_.-]*`")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
MAX_WORDS = 300
# A type that the page defines under a title of its own.
_OWN = r"[A-Z][A-Za-z0-9_.]*"
_OWN_TYPE = re.compile(rf"(?P<name>{_OWN})(?: objects?)?|(?P<object>[a-z]\w*) objects?")
_OWN_NAMED = re.compile(r"(?:enum|object)\s*\(\s*([A-Z][\w.]*)\s*\)")
_OWN_LIST = re.compile(
    rf"(?:array|list)\s*(?:of\s+|[<\[(]\s*)({_OWN})s?(?: objects?)?\s*[>\])]?|({_OWN})\[\]|\[\]({_OWN})|\[({_OWN})\]",
    re.IGNORECASE,
)
_TITLE_WORDS = {
    *("a", "an", "the", "in", "inside", "within", "of", "for", "each", "object", "objects", "field", "fields", "array"),
    *(
        "properties",
        "property",
        "parameters",
        "attributes",
        "structure",
        "definition",
        "schema",
        "item",
        "items",
        "type",
    ),
    *("model", "details", "list", "map", "table", "has", "contains"),
}
_QUALIFIED = re.compile(r"\s[(（](?:on|if|when|once|in case of|only|for) [^()（）]{1,40}[)）]")  # ``(on success)``
# Behind a title: ``(均位于 input)``.
_HOLDER = re.compile(
    r"[(（](?:all )?(?:均|都|全部)?(?:位于|属于|inside|within)\s?(?:the )?"
    r"`?(?P<name>[A-Za-z_]\w*)`?\s?(?:中|内|下|object)?[)）]$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\w.\[\]]+")
_TITLE_ENDS = re.compile(
    r"^(?:表|table)\s?\d+[\s.:：]*|\bsub[ -]?(?=param|field|propert)"
    r"|的?子?(?:对象|参数|字段|数据|结构|说明|列表|元素)+",
    re.IGNORECASE,
)

# A type in fused text: a word, perhaps with brackets, or several of these with pipes.
_ONE = rf"(?:{'|'.join(JSON_TYPES)})(?:\[\])?"
FUSED_TYPE = re.compile(rf"{_ONE}(?:\s*\|\s*{_ONE})*")


_SIGNS = (*sorted({word[:4] for word in _WORDS}), "|", "'/", '"/', "' /", '" /', "[]", "配列", "リスト")


def may_have_types(text: str) -> bool:
    """Return whether a text has a word for a type anywhere, be it a part of another word.

    >>> may_have_types("The kiln is warm.")
    False
    """
    lowered = text.lower()
    return any(sign in lowered for sign in _SIGNS)


def parse_type(words: str) -> Schema | None:
    """Parse the words for a type; None if one of them is not known.

    >>> parse_type("string | null")
    {'type': ['string', 'null']}
    >>> parse_type("list of strings")
    {'type': 'array', 'items': {'type': 'string'}}
    >>> parse_type('"mp3" | "wav"')
    {'type': 'string', 'enum': ['mp3', 'wav']}
    """
    text = words.strip().translate(_QUOTES)
    if not text or len(text) > MAX_WORDS or is_other_word(text):
        return None
    schema = _parse_words(text)
    return None if schema is None else copy_schema(schema)


def is_other_word(text: str) -> bool:
    """Return whether a text is one word and no type, as most lines of some pages are.

    In other scripts one word can say "list of".
    """
    return text.isidentifier() and text.isascii() and text.lower() not in _WORDS


@lru_cache(maxsize=4096)
def _parse_words(text: str) -> Schema | None:
    bare = _ARTICLE.sub("", _NULLABLE.sub("", text).strip(" ,()"))
    parts = [_without_code(part) for part in _OR.split(bare)]
    literals = _enum(parts)
    schema = literals if literals is not None else _union([_one(part.lower()) for part in parts])
    if schema is not None and _NULLABLE.search(text):
        allow_null(schema)
    return schema


def _without_code(part: str) -> str:
    """Remove the back-ticks around a type; what is in others may be a value."""
    inner = part.strip("`").strip()
    return inner if _one(inner.lower()) is not None or inner[:1] in "\"'" else part


def _enum(parts: list[str]) -> Schema | None:
    """Parse values that stand in place of a type: ``"mp3" | "wav"``, one of which may be null."""
    values = [part for part in parts if part.lower() != "null"]
    is_code = len(values) > 1 and all(_CODE.fullmatch(value) for value in values)
    if not values or not (is_code or all(_LITERAL.fullmatch(value) for value in values)):
        return None
    schema: Schema = {"type": "string", "enum": list(dict.fromkeys(value[1:-1] for value in values))}
    if len(values) < len(parts):
        allow_null(schema)
    return schema


def _one(word: str) -> Schema | None:
    if word in _WORDS:
        return copy_schema(_WORDS[word])
    if _MAP.fullmatch(word):
        return {"type": "object"}
    if literal := _PYTHON_LITERAL.fullmatch(word):
        return {"type": "string", "enum": re.findall(r"[\"']([^\"']+)[\"']", literal[1])}
    if match := _LIST.fullmatch(word):
        inner = next(group for group in match.groups() if group)
        if len(parts := {part.strip() for part in inner.split(",")}) == 1:  # ``[string, string]``
            inner = parts.pop()
        items = _one(inner) or _one(inner.removesuffix("s"))
        if items is None and not _OWN_NAME.fullmatch(inner):
            return None
        return {"type": "array"} | ({"items": items} if items else {})
    if match := _FORMAT.fullmatch(word):
        schema = _formatted(match["base"], match["format"].strip())
        return {"type": "array", "items": schema} if schema and match["list"] else schema
    return None


class OwnType(NamedTuple):
    """A type that the page defines: its name, and whether a list of it is meant."""

    name: str
    is_list: bool


def parse_own_type(words: str) -> OwnType | None:
    """Parse the words for a type of the page's own; None if they are anything else.

    >>> parse_own_type("array[Voice]")
    OwnType(name='Voice', is_list=True)
    """
    text = words.strip(" ,()`")
    if match := _OWN_NAMED.fullmatch(text) if len(text) <= MAX_WORDS else None:
        return OwnType(match[1], False)
    match = _OWN_LIST.fullmatch(text) if len(text) <= MAX_WORDS else None
    if match:
        return OwnType(next(group for group in match.groups() if group), True)
    match = _OWN_TYPE.fullmatch(text) if len(text) <= MAX_WORDS else None
    return OwnType(match["name"] or match["object"], False) if match else None


def type_letters(name: str) -> str:
    """Return the letters of a name, by which a title and a reference to it are compared."""
    return "".join(filter(str.isalnum, name)).casefold()


def holder_name(title: str) -> str:
    """Return the object that all fields below a title are in; empty if it names none.

    >>> holder_name("音频参数(均位于 input)"), holder_name("Audio parameters (inside `input`)")
    ('input', 'input')
    """
    match = _HOLDER.search(title) if "(" in title or "（" in title else None
    return match["name"] if match and named_location(match["name"]) is None else ""


def owner_name(title: str) -> str:
    """Return what a title over fields is about, without the words that titles of objects have.

    >>> owner_name("In the `output` object:")
    'output'
    """
    title = _QUALIFIED.sub("", title) if "(" in title or "（" in title else title
    words = _NAME.findall(_TITLE_ENDS.sub("", title.replace("`", "")))
    kept = [word for word in words if word.lower() not in _TITLE_WORDS]
    return (kept[0] if len(kept) == 1 else "").replace("[]", "").rpartition(".")[2]


def _formatted(base: str, name: str) -> Schema | None:
    schema = _WORDS.get(base)
    name = _FORMAT_ALIASES.get(name, name)
    if schema is None:
        return None
    if name in _WORDS and name not in _FORMATS:
        return None  # ``number (integer)`` can be either
    return {**schema, "format": name} if name in _FORMATS else copy_schema(schema)  # else a unit: ``integer (seconds)``


def _union(parts: list[Schema | None]) -> Schema | None:
    """Join several schemas to one that allows all their types; None if they differ in anything but their types."""
    names: list[str] = []
    schema: Schema = {}
    is_open = False
    for part in parts:
        if part is None:
            return None
        for key, value in part.items():
            if key != "type" and schema.setdefault(key, value) != value:
                return None  # lists of different things have no schema of this kind
        if not types_of(part):
            is_open = True  # of any type, or of that of its values
        names += [name for name in types_of(part) if name not in names]
    kind = {"type": names[0] if len(names) == 1 else names} if names and not is_open else {}
    return kind | schema
