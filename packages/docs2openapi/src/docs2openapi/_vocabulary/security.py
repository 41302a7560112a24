"""How a caller says who they are: which headers are keys, by their name or by what the page says of them first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docs2openapi._model.operation import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.operation import Parameter

_KEY = r"(?:authorization|authentication|api[ _-]?key|access[ _-]?token|auth[ _-]?token|bearer)\b"
_KEY_NAME = re.compile(rf"(?:.*\b)?{_KEY}$|(?:x-)?(?:key|token|auth)$", re.IGNORECASE)
# What a header is stands first; "unique for each API key" tells of an idempotency key.
_KEY_TOLD = re.compile(
    rf"\W*(?:(?:your|the|an?|secret|private|account|personal)\s+){{0,3}}"
    rf"(?:{_KEY}|(?:api|secret|access|auth) (?:token|key)\b)",
    re.IGNORECASE,
)
_QUERY_KEY = re.compile(r"(?:api[_-]?key|access[_-]?token|key)", re.IGNORECASE)
# In an example, what ends in "key" is one if its value is something to fill in.
_SHOWN_NAME = re.compile(r"(?!.*idempot).*(?:key|token|secret)", re.IGNORECASE)
_SHOWN_VALUE = re.compile(r"\$\{?[A-Z_]+\}?|<.+>|\{.+\}|.*(?:your|key|token|secret|xxx|\.\.\.).*", re.IGNORECASE)


def is_key(parameter: Parameter) -> bool:
    """Whether a parameter, by its name or the first words of its description, is the caller's key."""
    told = str(parameter.field.schema.get("description", ""))
    if parameter.place == "query":
        return bool(_QUERY_KEY.fullmatch(parameter.name) and _KEY_TOLD.match(told))
    return parameter.place == "header" and bool(_KEY_NAME.fullmatch(parameter.name) or _KEY_TOLD.match(told))


def key_of(parameter: Parameter) -> Key:
    """Give the key that a parameter is."""
    told = str(parameter.field.schema.get("description", ""))
    is_authorization = parameter.name.lower() == "authorization"
    word = next((word for word in ("bearer", "basic") if re.search(rf"\b{word}\b", told.lower())), None)
    kind = word if is_authorization and word else "apiKey"
    return Key(parameter.line, kind, parameter.place, parameter.name, told, parameter.field.required)


def shown_key(name: str, value: str, line: int) -> Key | None:
    """Give the key that a header of an example is, if it is one."""
    if name.lower() == "authorization":
        word = value.split(maxsplit=1)[0].lower() if value else ""
        return Key(line, word if word in ("bearer", "basic") else "apiKey", "header", name, "", required=True)
    is_one = _KEY_NAME.fullmatch(name) or (_SHOWN_NAME.fullmatch(name) and _SHOWN_VALUE.fullmatch(value))
    return Key(line, "apiKey", "header", name, "", required=True) if is_one else None


def scheme_name(key: Key) -> str:
    """Give the name under which a key stands in the document."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", key.name)


def scheme(key: Key) -> dict[str, Any]:
    """Write a key as a security scheme."""
    told = {"description": key.description} if key.description else {}
    if key.kind == "apiKey":
        return {"type": "apiKey", "in": key.place, "name": key.name} | told
    return {"type": "http", "scheme": key.kind} | told


def without_twin_keys(keys: Sequence[Key]) -> list[Key]:
    """Keep the first of those that are sent in the same place under the same name."""
    kept: dict[tuple[str, str], Key] = {}
    for key in keys:
        kept.setdefault((key.place, key.name.casefold()), key)
    return list(kept.values())
