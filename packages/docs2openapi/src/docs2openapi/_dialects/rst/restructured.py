"""reStructuredText: its titles, directives, tables and roles, as Markdown; the fields of httpdomain as tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._dialects.rst.http_fields import field_tag
from docs2openapi._dialects.rst.tables import is_list_table, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN = re.compile(r"\s*\.\. (?:[\w-]+:)?[\w-]+::|\.\. _[\w -]+:$")
_RULE = re.compile(r"([=\-~^\"'`#*+.:_<>])\1{2,}\s*")
_OPERATION = re.compile(
    r"\s*\.\. (?:http|https):(?P<method>get|put|post|delete|patch|head|options)::\s*(?P<path>\S+).*"
)
_TYPED_STEP = re.compile(r"[(<](?P<type>string|str|int|integer|float|number|bool|uuid):(?P<name>\w+)[)>]")
_DESCRIBED_STEP = re.compile(r"\s*:(?:param|parameter|arg|argument|key|keyword)\s(?:[^:]*\s)?(?P<name>[\w.-]+):")
_CODE = re.compile(r"\s*\.\. (?:sourcecode|code-block|code|parsed-literal|highlight)::\s*(?P<language>[\w-]*)\s*")
_DIRECTIVE = re.compile(r"\s*\.\. (?P<name>[\w:-]+)::(?P<rest>.*)")
_TARGET = re.compile(r"\s*\.\. (?:_[^:]*:.*|\|.*|\[.*)")
_OPTION = re.compile(r"\s+:[\w-]+:(?:\s.*)?")
_FIELD = re.compile(r"(?P<indent>\s*):(?P<key>[^:`\n]+(?:\[\][^:\n]*)?):(?:\s+(?P<text>.*))?")
_ROLE = re.compile(r":[\w:+-]+:`(?:~|!)?([^`<]*?)(?:\s*<[^`>]*>)?`")
_LINK = re.compile(r"`([^`<]+?)\s*(?:<[^`>]*>)?`_{1,2}")
_LITERAL = re.compile(r"``([^`]+)``")
_TABLE_RULE = re.compile(r"\s*(?:={2,}(?:\s+={2,})+|\+(?:[-=]+\+)+)\s*")
_LITERAL_BLOCK = re.compile(r"(?P<text>.*\S)?::\s*")


def rewrite_restructured(lines: list[str]) -> list[str] | None:
    """Rewrite a page of reStructuredText; None if it is none."""
    has_sign = any((".. " in line and _SIGN.match(line)) or line.strip() == "::" for line in lines)
    return _Rewriter(lines).rewrite() if has_sign and not any(line.startswith("```") for line in lines) else None


class _Rewriter:
    """Goes through the lines; ``out`` is as long as what has been read, so that lines keep their numbers."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = [line.rstrip() for line in lines]
        self.out: list[str] = []
        self.levels: list[str] = []
        self.types = dict(_types(self.lines))
        self.described = {match["name"] for line in self.lines if (match := _DESCRIBED_STEP.match(line))}

    def rewrite(self) -> list[str]:
        at = 0
        while at < len(self.lines):
            at = self._read(at)
        return self.out

    def _read(self, at: int) -> int:
        line = self.lines[at]
        if (_TABLE_RULE.fullmatch(line) or is_list_table(line)) and (table := read_table(self.lines, at)):
            self.out += [inline_markdown(text) if not code else text for text, code in table.lines]
            return table.end
        for read in (self._title, self._operation, self._code, self._field, self._directive):
            end = read(at)
            if end:
                return end
        self.out.append(inline_markdown(line.lstrip() if not line.lstrip().startswith(("-", "*")) else line))
        return at + 1

    def _title(self, at: int) -> int:
        """Read a title, which has a rule below it and perhaps one above."""
        over = 1 if _RULE.fullmatch(self.lines[at]) else 0
        text, under = [*self.lines[at + over : at + over + 2], "", ""][:2]
        if not text.strip() or _RULE.fullmatch(text) or not _RULE.fullmatch(under) or len(under) < min(len(text), 3):
            return 0
        if over and self.lines[at][:1] != under[:1]:
            return 0
        kind = under[0] * (2 if over else 1)
        if kind not in self.levels:
            self.levels.append(kind)
        level = min(6, self.levels.index(kind) + 1)
        self.out += [""] * over + [f"{'#' * level} {inline_markdown(text.strip())}", ""]
        return at + over + 2

    def _operation(self, at: int) -> int:
        match = _OPERATION.fullmatch(self.lines[at])
        if match:
            level = min(6, len(self.levels) + 1)
            heading = f"{'#' * level} {match['method'].upper()} {match['path'].split('?')[0]}"
            self.out.append("\n".join([heading, *self._typed_steps(match["path"])]))
        return at + 1 if match else 0

    def _typed_steps(self, path: str) -> Iterator[str]:
        """Write the parameters of a path that have a type there, ``(int:job_id)``, and no line of their own."""
        for step in _TYPED_STEP.finditer(path):
            if step["name"] not in self.described:
                yield field_tag(f"param {step['type']} {step['name']}", "", {})

    def _code(self, at: int) -> int:
        """Read a directive with code, or a paragraph that ends with two colons and has code below it."""
        match = _CODE.fullmatch(self.lines[at])
        literal = None if match else _LITERAL_BLOCK.fullmatch(self.lines[at])
        if match is None and (literal is None or _DIRECTIVE.fullmatch(self.lines[at])):
            return 0
        indent = _indent(self.lines[at])
        start = next((to for to in range(at + 1, len(self.lines)) if self.lines[to].strip()), len(self.lines))
        while start < len(self.lines) and match and _OPTION.fullmatch(self.lines[start]):
            start += 1
        end = self._end_of_block(start, indent)
        text = f"{literal['text'] or ''}:" if literal and literal["text"] else ""
        head = [inline_markdown(text.lstrip()), *[""] * (start - at - 2), f"```{match['language'] if match else ''}"]
        self.out += head[: start - at] if text else head[1 if start - at < len(head) else 0 :]
        self.out += _dedented(self.lines[start:end])
        if end < len(self.lines) and not self.lines[end].strip():
            self.out.append("```")
            return end + 1
        self.out += ["```", ""]
        return end

    def _end_of_block(self, start: int, indent: int) -> int:
        """Return the index after the last line that is indented more."""
        end = start
        for at in range(start, len(self.lines)):
            if self.lines[at].strip():
                if _indent(self.lines[at]) <= indent:
                    break
                end = at + 1
        return end

    def _field(self, at: int) -> int:
        """Read a field of httpdomain with the lines that continue it."""
        match = _FIELD.fullmatch(self.lines[at])
        if match is None:
            return 0
        end = at + 1
        while end < len(self.lines) and self.lines[end].strip() and _indent(self.lines[end]) > len(match["indent"]):
            end += 1
        text = " ".join([match["text"] or "", *(line.strip() for line in self.lines[at + 1 : end])]).strip()
        tag = field_tag(match["key"], inline_markdown(text), self.types)
        self.out += [tag, *[""] * (end - at - 1)]
        return end

    def _directive(self, at: int) -> int:
        match = _DIRECTIVE.fullmatch(self.lines[at])
        if match is None and not _TARGET.fullmatch(self.lines[at]):
            return 0
        self.out.append(
            inline_markdown(match["rest"].strip()) if match and match["name"] in ("note", "warning") else ""
        )
        return at + 1


def _types(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Find the types that ``:type name:`` lines give to fields."""
    for line in lines:
        match = _FIELD.fullmatch(line) if ":type " in line else None
        if match and match["key"].startswith("type "):
            yield match["key"].removeprefix("type ").strip(), (match["text"] or "").strip()


def inline_markdown(text: str) -> str:
    """Rewrite the inline markup of a line."""
    text = _LINK.sub(r"\1", _ROLE.sub(r"\1", text))
    return _LITERAL.sub(r"`\1`", text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _dedented(lines: list[str]) -> list[str]:
    indent = min((_indent(line) for line in lines if line.strip()), default=0)
    return [line[indent:] for line in lines]
