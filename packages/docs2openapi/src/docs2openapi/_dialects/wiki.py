"""Wiki markup, as Markdown: Confluence and Jira, MediaWiki, DokuWiki, Textile and Trac."""

from __future__ import annotations

import re

_NUMBERED_TITLE = re.compile(r"h(?P<level>[1-6])\.\s+(?P<text>\S.*)")
_MARKED_TITLE = re.compile(r"(?P<mark>={1,6})\s*(?P<text>[^=\s](?:.*[^=\s])?)\s*(?P=mark)\s*")
# What begins code, with the language and the title that it may name.
_CODE = re.compile(
    r"\{(?P<macro>code|noformat)(?::(?P<options>[^{}]*))?\}|<(?P<tag>syntaxhighlight|source|code|pre)\b(?P<attributes>[^<>]*(?:><code\b[^<>]*)?)>"
    r"|(?P<braces>\{\{\{)(?:#!(?P<shebang>\w+))?"
)
_OPTION = re.compile(r"(?P<key>lang(?:uage)?|class|title)\s*=\s*[\"']?(?P<value>[^|\"'}]+)")
_LANGUAGE = re.compile(r"\s*(?P<language>[a-z][a-z0-9+-]*)\s*(?:\||$)")
_HEADER = re.compile(r"\|\|.*\|\|\s*|\|\|=.*=?\|\|\s*|\^.*\^\s*|\|_\..*\|\s*")
_ROW = re.compile(r"[|^].*[|^]\s*")
_CELLS = re.compile(r"\|{1,2}=?|=\|{1,2}|\^")
_LINK = re.compile(r"\[\[?(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]?(?=[\s|.,;)]|$)|\[([^\[\]|\n]+)\|[^\[\]\n]+\]")
_MACRO = re.compile(r"\{/?(?:toc|info|note|tip|warning|panel|expand|anchor|section|column|color)(?::[^{}]*)?\}")
_CODE_WORDS = re.compile(r"\{\{\{?([^{}\n]+)\}?\}\}|(?<![\w@])@([^@\s][^@\n]*)@(?!\w)|(?<!')''(?!')([^'\n]+)''(?!')")
_STRONG = re.compile(r"'''([^'\n]+)'''|(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])")
_CELL_OPTIONS = re.compile(r"^\s*(?:[\w-]+=\"[^\"]*\"\s*)+\|(?!\|)")
_SIGNS = (
    re.compile(r"\{(?:code|noformat)\b|\|\|.*\|\|\s*$"),
    re.compile(r"\{\|"),
    re.compile(r"<(?:syntaxhighlight|source)\b|<code [a-z]+>\s*$"),
    re.compile(r"\|_\. |\^ .* \^\s*$|\{\{\{\s*(?:#!|$)"),
)


def rewrite_wiki(lines: list[str]) -> list[str] | None:
    """Rewrite a page of wiki markup; None if it is none."""
    if any(line.startswith(("```", "# ", "## ")) for line in lines):
        return None
    titles = (line for line in lines if line.startswith(("h", "=")))
    has_title = any(_NUMBERED_TITLE.fullmatch(line) or _MARKED_TITLE.fullmatch(line) for line in titles)
    has_sign = has_title and any(sign.match(line) for line in lines for sign in _SIGNS)
    return _Rewriter(lines).rewrite() if has_sign else None


class _Rewriter:
    """Goes through the lines; what stands on a line stays on it."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.out: list[str] = []
        self.is_in_table = False
        marks = [len(match["mark"]) for line in lines if (match := _MARKED_TITLE.fullmatch(line))]
        # DokuWiki writes its largest title with the most marks.
        self.largest = marks[0] if marks and marks[0] == max(marks) > min(marks) else 0

    def rewrite(self) -> list[str]:
        at = 0
        while at < len(self.lines):
            at = self._read(at)
        return self.out

    def _read(self, at: int) -> int:
        line = self.lines[at].strip()
        if code := _CODE.match(line):
            return self._code(at, code)
        if line.startswith("{|"):
            return self._table(at)
        is_row = _ROW.fullmatch(line) is not None
        self.out.append(self._row(line) if is_row else self._line(self.lines[at].rstrip()))
        self.is_in_table = is_row
        return at + 1

    def _code(self, at: int, code: re.Match[str]) -> int:
        """Put code into a fence: it ends where its mark stands again."""
        closing = f"{{{code['macro']}}}" if code["macro"] else f"</{code['tag']}>" if code["tag"] else "}}}"
        line = self.lines[at].strip()
        rest = line[code.end() :]
        if closing in rest:
            inside = rest[: rest.index(closing)].strip()
            self.out.append(f"`{inside}`" if code["tag"] == "code" else f"```{_info(code)}\n{inside}\n```")
            return at + 1
        end = next((to for to in range(at + 1, len(self.lines)) if closing in self.lines[to]), len(self.lines))
        self.out += [f"```{_info(code)}" + (f"\n{rest}" if rest.strip() else ""), *self.lines[at + 1 : end], "```"]
        return end + 1

    def _row(self, line: str) -> str:
        cells = [_inline(cell).strip().removeprefix("_. ") for cell in _CELLS.split(_unlinked(line))[1:-1]]
        row = f"| {' | '.join(cells)} |"
        return row if self.is_in_table else f"\n{row}\n|{'---|' * len(cells)}"

    def _table(self, at: int) -> int:
        """Read a table of MediaWiki, whose cells can each be on a line of their own."""
        end = next((to for to in range(at + 1, len(self.lines)) if self.lines[to].startswith("|}")), len(self.lines))
        rows: list[list[str]] = []
        for line in self.lines[at + 1 : end]:
            _read_row(line.strip(), rows)
        filled = [cells for cells in rows if cells]
        written = [f"| {' | '.join(cells)} |" for cells in filled]
        if filled:
            written[0] += f"\n|{'---|' * len(filled[0])}"
        self.out += [*written, *[""] * (end + 1 - at - len(written))]
        return end + 1

    def _line(self, line: str) -> str:
        if match := _NUMBERED_TITLE.fullmatch(line):
            return f"{'#' * int(match['level'])} {_inline(match['text'])}"
        if match := _MARKED_TITLE.fullmatch(line):
            count = len(match["mark"])
            level = max(1, self.largest - count + 1) if self.largest else count
            return f"{'#' * level} {_inline(match['text'])}"
        return _inline(_unlinked(line))


def _read_row(line: str, rows: list[list[str]]) -> None:
    """Add what a line of a table has to its rows; a line without a mark goes on with the last cell."""
    if line.startswith("|-") or not rows:
        rows.append([])
    if line.startswith(("|-", "|+")):
        return
    if line.startswith(("!", "|")):
        cells = re.split(r"\|\||!!", _CELL_OPTIONS.sub("", line[1:]))
        rows[-1] += [_inline(_unlinked(cell)).strip().replace("|", "\\|") for cell in cells]
    elif rows[-1]:
        rows[-1][-1] = f"{rows[-1][-1]} {_inline(line)}".strip()


def _info(code: re.Match[str]) -> str:
    """Return the info string of a fence: the language and the title of code."""
    words = code["options"] or code["attributes"] or code["shebang"] or ""
    named = {match["key"][:4]: match["value"].strip() for match in _OPTION.finditer(words)}
    language = _LANGUAGE.match(words)
    name = named.get("lang") or named.get("clas") or (language["language"] if language else "")
    return f"{name} {named.get('titl', '')}".strip()


def _unlinked(line: str) -> str:
    return _LINK.sub(lambda match: match[1] or match[2], line) if "[" in line else line


def _inline(text: str) -> str:
    text = _CODE_WORDS.sub(lambda match: f"`{match[1] or match[2] or match[3]}`", _MACRO.sub("", text))
    return _STRONG.sub(lambda match: f"**{match[1] or match[2]}**", text)
