"""The text of a Fern page, whose fields have lost the spaces between their parts: ``modelenumRequired``."""

from __future__ import annotations

import re
from itertools import pairwise

from docs2openapi._vocabulary.headings import MAX_HEADING, section_role

# What no other page says of a body.
_SIGN = re.compile(r"This endpoint (?:expects|returns) (?:an? (?:object|multipart form|list)|[a-z]+)\b.*")
# The link in front of each page, in the languages of its menus.
FIRST_LINKS = (
    *("Skip to navigation", "Saltar a la navegación", "Zur Navigation springen", "Ir para a navegação"),
    *("Aller à la navigation", "Passer à la navigation", "跳转到导航", "跳至导航", "ナビゲーションにスキップ"),
)
_TYPE = (
    r"(?:list of (?:list of )?\w+?|map from \w+ to \w+?|string|integer|long|double|float|boolean|datetime|date|uuid"
    r"|enum|object|file|any)"
)
_FIELD = re.compile(
    rf"(?P<name>[A-Za-z_][\w.-]*?)(?P<type>{_TYPE}(?: or null)?)"
    r"(?P<flag>Required|Requerido|Obrigatório|Erforderlich|Requis|必填|必須|Optional|Opcional|Optionnel|可选|任意)?"
    r"(?:format: \"[\w-]+\")?(?:(?:[<>]=?\s?|-?[\d.]+-)-?[\d.]+(?: characters?| items?)?)?"  # limits
    r"(?:(?:Defaults to|Standardwert|Standardmäßig|Valor predeterminado|Valor padrão|Par défaut)\s?:?\s"
    r"(?P<default>\S+))?"
)
_SCHEME = re.compile(r"Authorization(?P<scheme>Bearer|Basic)")
_VALUES = re.compile(
    r"(?:Allowed values|Valores permitidos|Erlaubte Werte|Zulässige Werte|Valeurs autorisées|允许值|許可される値):.*"
)
_NAME = re.compile(r"[a-z_]\w*")
_ERROR = re.compile(r"[45]\d\d")
MAX_TITLE = 40
MAX_FIRST = 5


def rewrite_fern_page(lines: list[str]) -> list[str] | None:
    """Put each part of a field on a line of its own; None if the text is not that of a Fern page."""
    is_fern = any(_SIGN.fullmatch(line) or _SCHEME.fullmatch(line) for line in lines)
    if not (is_fern or any(line in FIRST_LINKS for line in lines[:MAX_FIRST])):
        return None
    if not any(_FIELD.fullmatch(line.strip()) for line in lines):
        return _without_types(list(map(str.strip, lines)))
    rewritten = [_written(line.strip()) for line in lines]
    for at, line in enumerate(lines[:-1]):
        if _are_fused(line.strip()) and not _FIELD.fullmatch(lines[at + 1].strip()):
            rewritten[at] = ""
            rewritten[at + 1] = "" if " " not in lines[at + 1].strip() else rewritten[at + 1]  # they have run together
    return rewritten


def _without_types(lines: list[str]) -> list[str]:
    """Write the fields as bullets, and the titles as headings, where the page has lost all types."""
    rewritten = [f"\n## {line}\n" if _ERROR.fullmatch(line) else _titled(_written(line)) for line in lines]
    for at, (name, text) in enumerate(pairwise(lines)):
        if _NAME.fullmatch(name) and " " in text and text[:1].isupper():
            rewritten[at : at + 2] = [f"- `{name}`: {text}", ""]
    return rewritten


def _titled(line: str) -> str:
    """Mark a line that stands apart from those around it, which is a title."""
    first, *rest = line.strip("\n").split("\n")
    return "\n".join(["", f"## {first}", *rest, ""]) if line.startswith("\n") else line


def _are_fused(line: str) -> bool:
    """Return whether a line has values that have run together; they have not if spaces are around them."""
    return _VALUES.fullmatch(line) is not None and re.search(r":\s+\S+\s+\S", line) is None


def _written(line: str) -> str:
    if scheme := _SCHEME.fullmatch(line):
        return f"Authorization: {scheme['scheme']} …"
    if _SIGN.fullmatch(line):
        kind = "\nmultipart/form-data\n" if "multipart form" in line else "\n"
        return f"\nRequest body{kind}" if "expects" in line else ""
    if len(line) <= MAX_TITLE and line[:1].isupper() and section_role(line[:MAX_HEADING]) is not None:
        return f"\n{line}\n"
    if _VALUES.fullmatch(line):
        return "" if _are_fused(line) else line
    field = _FIELD.fullmatch(line)
    if field is None:
        return line
    flag = (field["flag"] or "").lower()
    default = f"Defaults to {field['default']}" if field["default"] else ""
    return "\n".join(["", *filter(None, (field["name"], field["type"], flag, default))])
