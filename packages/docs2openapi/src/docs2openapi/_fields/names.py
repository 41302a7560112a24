"""The names of fields as cells and terms have them: with markup, indented, marked, several at once."""

from __future__ import annotations

import re

from docs2openapi._text.inline import plain_text

_NAME = re.compile(r"(?P<name>[^\s*?(,:]+?)(?P<mark>\s?\*|\?)?(?:\s+(?P<rest>\S.*)|(?P<paren>\(.*))?")
_INDEX = re.compile(r"\[(?:\*|\d+|[inx])\]")
_INDENT = re.compile(r"^(?:[\s+»↳└├∟┗┣┕─━│›→>-]|&nbsp;|\u00a0)*")
_INDENT_INSIDE = re.compile(r"^\*\*((?:&nbsp;|\u00a0| {2})+)")
_STEPS = re.compile(r"\w+(?:>>\w+)+")  # ``result>>text``
_STAR_INSIDE = re.compile(r"^\*\*([\w.\[\]-]+)\*\*\*$")
_BETWEEN_NAMES = re.compile(r"\s*,\s*|\s+/\s+|\s+and\s+")
_ONE_OF_SEVERAL = re.compile(r"[A-Za-z_$][\w.$\[\]-]*")


def unquote(words: str) -> str:
    """Take a value out of its back-ticks or quotes."""
    words = words.strip().strip("`").strip()
    return words[1:-1] if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'" else words


def _with_indent_outside(cell: str) -> str:
    """Move the spaces that a name is indented by, and the star behind it, out of its own stars."""
    if not cell.startswith("**"):
        return cell
    outside = _INDENT_INSIDE.sub(lambda match: f"{match[1].replace(' ', chr(0xA0))}**", cell)
    return _STAR_INSIDE.sub(r"**\1** *", outside)


def indent_depth(cell: str) -> int:
    """Return how deep a name is indented: by ``»`` signs, an arrow, or spaces that do not break."""
    match = _INDENT.match(_with_indent_outside(cell))
    indent = match[0] if match else ""
    if not indent:
        return 0
    corners = max(map(indent.count, "└├∟┗┣┕"))  # ``└└`` is one deeper than ``└``
    arrow = max(corners, min(1, len(re.findall("[↳→›]", indent))))
    return max(indent.count("»"), indent.count("+"), arrow, (indent.count("&nbsp;") + indent.count("\u00a0")) // 2)


def split_name(cell: str) -> tuple[list[str], str]:
    r"""Split a cell into the names in it and the words behind them: a star, ``(required)``, a type.

    >>> split_name("**`prompt`**\\*")
    (['prompt'], 'required')
    """
    text = plain_text(_INDENT.sub("", _with_indent_outside(cell))).strip(" :")
    text = text.replace(">>", ".") if _STEPS.fullmatch(text) else text
    several = [unquote(part) for part in _BETWEEN_NAMES.split(text)]
    if len(several) > 1 and all(_ONE_OF_SEVERAL.fullmatch(part) for part in several):
        return several, ""
    match = _NAME.fullmatch(text)
    if match is None:
        return ([text] if text else []), ""
    behind = match["rest"] or match["paren"] or ""
    star = "required" if (match["mark"] or "").strip() == "*" else ""
    return [_INDEX.sub("[]", match["name"].strip("\"'").removeprefix(":"))], " ".join(filter(None, (star, behind)))
