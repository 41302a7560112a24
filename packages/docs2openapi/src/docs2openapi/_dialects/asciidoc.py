"""AsciiDoc: its titles, listings, tables and definitions, as Markdown."""

from __future__ import annotations

import re

_TITLE = re.compile(r"(?P<mark>={1,6})\s+(?P<text>\S.*)")
_SOURCE = re.compile(r"\[source(?:,\s*(?P<language>[\w-]+))?[^\]]*\]")
_DELIMITER = re.compile(r"-{4,}|\.{4,}")
_SIGN = re.compile(r"\[(?:source|cols|%header|options)\b|^\|={3,}\s*$|^(?:-{4,})\s*$|\[\[[\w-]+\]\]")
_BLOCK_TITLE = re.compile(r"\.(?P<text>[A-Z`].*)")
_DEFINITION = re.compile(r"(?P<term>\S.{0,80}?):{2,3}\s+(?P<text>\S.*)")
_CODE = re.compile(r"`?\+([^+\n]+)\+`?|`([^`\n]+)`")
_BOLD = re.compile(r"(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])")
_CELL = re.compile(r"(?:^|\s)(?:\d+\+)?[aehlmsv<^>.]*(?<!\\)\|\s*")
_COLUMNS = re.compile(r'cols\s*=\s*"?(?P<cols>[^"\]]+)')
_SKIPPED = re.compile(r"\[[^\]]*\]|:[\w-]+:.*|//.*|\+|<<<|(?:include|ifdef|endif|ifndef)::.*")


def rewrite_asciidoc(lines: list[str]) -> list[str] | None:
    """Rewrite a page of AsciiDoc; None if it is none."""
    titles = sum(bool(_TITLE.fullmatch(line)) for line in lines if line.startswith("="))
    if not titles or not any(_SIGN.search(line) for line in lines) or any(line.startswith("```") for line in lines):
        return None
    return _Rewriter(lines).rewrite()


class _Rewriter:
    """Goes through the lines; each line of a table becomes a row where its cells are complete."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.out: list[str] = []
        self.language = ""
        self.columns = 0

    def rewrite(self) -> list[str]:
        at = 0
        while at < len(self.lines):
            at = self._read(at)
        return self.out

    def _read(self, at: int) -> int:
        line = self.lines[at].rstrip()
        if match := _SOURCE.fullmatch(line):
            self.language = match["language"] or ""
        if match := _COLUMNS.search(line):
            self.columns = _count_columns(match["cols"])
        if _DELIMITER.fullmatch(line):
            return self._listing(at, line)
        if line.startswith("|==="):
            return self._table(at)
        self.out.append(_line(line))
        return at + 1

    def _listing(self, at: int, mark: str) -> int:
        end = next((to for to in range(at + 1, len(self.lines)) if self.lines[to].rstrip() == mark), len(self.lines))
        self.out += [f"```{self.language}", *self.lines[at + 1 : end], "```"]
        self.language = ""
        return end + 1

    def _table(self, at: int) -> int:
        end = next((to for to in range(at + 1, len(self.lines)) if self.lines[to].startswith("|===")), len(self.lines))
        cells: list[str] = []
        for line in self.lines[at + 1 : end]:
            parts = _CELL.split(f" {line.strip()}") if "|" in line else [line.strip()]
            if cells and parts[0].strip():
                cells[-1] = f"{cells[-1]} {parts[0].strip()}".strip()
            cells += [part.strip() for part in parts[1:]]
        self.columns = self.columns or _cells_in_first(self.lines[at + 1 : end])
        rows = [cells[i : i + self.columns] for i in range(0, len(cells), self.columns)] if self.columns else []
        written = [f"| {' | '.join(_inline(cell).replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
        if written:
            written.insert(1, "|" + "---|" * self.columns)
        room = end + 1 - at
        self.out += (written + [""] * room)[: max(room, len(written))]
        self.columns = 0
        return end + 1


def _count_columns(words: str) -> int:
    repeated = re.fullmatch(r"(\d+)\*.*", words.strip())
    return int(repeated[1]) if repeated else words.count(",") + 1


def _cells_in_first(lines: list[str]) -> int:
    """Count the columns of a table that does not say how many it has: the cells of its first line."""
    first = next((line for line in lines if line.strip()), "")
    return len(_CELL.split(f" {first.strip()}")) - 1


def _line(line: str) -> str:
    if match := _TITLE.fullmatch(line):
        return f"{'#' * len(match['mark'])} {_inline(match['text'])}"
    if match := _BLOCK_TITLE.fullmatch(line):
        return f"**{match['text'].replace('`', '')}**"
    if match := _DEFINITION.fullmatch(line):
        return f"- {_inline(match['term'])}: {_inline(match['text'])}"
    return "" if _SKIPPED.fullmatch(line.strip()) else _inline(line)


def _inline(text: str) -> str:
    text = _CODE.sub(lambda match: f"`{match[1] or match[2]}`", text)
    return _BOLD.sub(r"**\1**", text)
