"""The text of Scalar's pages: below each name the link to it, its type and its flags, and at last its values."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.headings import MAX_HEADING, section_role

_LINK = "Copy link"
_TYPE = re.compile(r"Type:\s?(?P<type>.+)")
_DEFAULT = re.compile(r"default:\s?(?P<value>.+)")
_MORE = re.compile(
    r"(?:min|max|min length|max length|minItems|maxItems|format|pattern|greater than|less than)\b.*:.*", re.I
)
_FLAGS = ("required", "optional", "nullable", "deprecated", "enum")
_BODY = re.compile(r"Body\s?·.*")
_VALUE = re.compile(r"[\w.:*/-]+")
_STATUS = re.compile(r"[1-5]\d\d")
MIN_FIELDS = 2


def rewrite_scalar_page(lines: list[str]) -> list[str] | None:
    """Write Scalar's fields as other rendered pages do; None if the page has fewer than two of them."""
    fields = [at for at in range(len(lines) - 2) if _is_field(lines, at)]
    if len(fields) < MIN_FIELDS:
        return None
    out = [_titled(line) for line in lines]
    for at in fields:
        _write_field(lines, out, at)
    return out


def _is_field(lines: list[str], at: int) -> bool:
    is_linked = lines[at + 1].strip() == f"{_LINK} to {lines[at].strip()}"
    return is_linked and _TYPE.fullmatch(lines[at + 2].strip()) is not None


def _titled(line: str) -> str:
    """Drop the links and the types of whole bodies, and give the title of the body the name that it has elsewhere."""
    text = line.strip()
    if text.startswith(_LINK) or _TYPE.fullmatch(text):
        return ""
    return "Request body" if _BODY.fullmatch(text) else line.replace("\u200b", "")


def _write_field(lines: list[str], out: list[str], at: int) -> None:
    """Write the name, the type, the flags and the default of a field, and the values that stand at its end."""
    kind = lines[at + 2].strip().removeprefix("Type:").strip()
    words = [kind.removeprefix("array ").removesuffix("enum").strip() or "enum"]
    end = at + 3
    while end < len(lines) and (said := _said(lines[end].strip())) is not None:
        words += [said] if said else []
        out[end] = ""
        end += 1
    values = _values(lines, out, end) if kind.endswith("enum") else []
    listed = [f"Possible values: {', '.join(f'`{value}`' for value in values)}"] if values else []
    out[at] = "\n".join(["", lines[at].strip(), *words, *listed])
    out[at + 2] = ""


def _said(text: str) -> str | None:
    """Return what a line says of a field, empty for what is not read; None if it is no such line."""
    if text in _FLAGS:
        return "" if text == "enum" else text
    if default := _DEFAULT.fullmatch(text):
        return f"Defaults to {default['value']}"
    return "" if _MORE.fullmatch(text) else None


def _values(lines: list[str], out: list[str], start: int) -> list[str]:
    """Take the words that stand a line each below a description, up to what follows."""
    found: list[str] = []
    for at in range(start, len(lines)):
        text = lines[at].strip()
        if (
            _STATUS.fullmatch(text)
            or section_role(text[:MAX_HEADING])
            or (at < len(lines) - 2 and _is_field(lines, at))
        ):
            break
        if _VALUE.fullmatch(text):
            found.append(text)
            out[at] = ""
        elif found and text:
            break
    return found
