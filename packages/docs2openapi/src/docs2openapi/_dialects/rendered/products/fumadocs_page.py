"""Pages of Fumadocs whose fields stick to the limits of the field above: ``"auto"size?string`` below ``Default``."""

from __future__ import annotations

import re

_LABEL = re.compile(r"Default|Range|Length|Value in|Format|Match|Items")
_NUMBER = r"-?\d+(?:\.\d+)?"
_VALUE = rf"\"[^\"]*\"(?: \| \"[^\"]*\")*|(?:{_NUMBER} <=? )?[a-z]+ [<>]=? {_NUMBER}|{_NUMBER}|true|false"
_TYPE = r"(?:string|integer|number|boolean|object|file|any|array<\w+>)(?:\[\])?"
_FIELD = rf"(?P<name>[A-Za-z_]\w*?)(?P<mark>[?*])?(?P<type>{_TYPE})"
_FIELD_LINE = re.compile(_FIELD)
_VALUE_LINE = re.compile(rf"(?P<value>{_VALUE})(?:(?P<label>{_LABEL.pattern})|{_FIELD}|(?P<title>[A-Z][a-z]+ Body))?")
_OPTIONAL = re.compile(rf"\w\?{_TYPE}$", re.MULTILINE)  # then the others are required
_SENT_NAME = re.compile(r"^\"(\w+)\":", re.MULTILINE)
_BODY = "Request Body"
_ENDS = ("curl ", "{", "Response Body")


def rewrite_fumadocs_page(lines: list[str]) -> list[str] | None:
    """Put each field and each limit of it on lines of their own; None if nothing sticks to a limit."""
    page = _FumadocsPage(lines)
    page.rewrite()
    return page.rewritten if page.is_stuck else None


class _FumadocsPage:
    """Goes through the lines; what a field says below its text is written at the line of its name."""

    def __init__(self, lines: list[str]) -> None:
        self.rewritten = list(lines)
        self.is_stuck = False
        self._field = 0
        text = "\n".join(lines)
        self._are_marked = _OPTIONAL.search(text) is not None
        self._sent: set[str] = set() if _BODY in text else {name[1] for name in _SENT_NAME.finditer(text)}

    def rewrite(self) -> None:
        """Rewrite the lines up to the command or the response."""
        label = ""
        for at, line in enumerate(self.rewritten):
            if line.startswith(_ENDS):
                return
            value = _VALUE_LINE.fullmatch(line) if label else None
            label = self._read_value(at, label, value) if value else self._read_line(at, line)

    def _read_line(self, at: int, line: str) -> str:
        """Read a field or the label of a limit; return the label, if it is one."""
        if field := _FIELD_LINE.fullmatch(line):
            self._begin(at, field, "")
        is_label = _LABEL.fullmatch(line) is not None
        self.rewritten[at] = "" if is_label else self.rewritten[at]
        return line if is_label else ""

    def _read_value(self, at: int, label: str, value: re.Match[str]) -> str:
        """Read the value of a limit and what sticks to it; return the label of the next limit, if that does."""
        limit = self._limit(label, value["value"])
        self.rewritten[at] = f"{limit}\n{value['title']}" if value["title"] else limit
        if value["name"]:
            self._begin(at, value, limit)
        self.is_stuck = self.is_stuck or value.end() > value.end("value")
        return value["label"] or ""

    def _limit(self, label: str, value: str) -> str:
        """Return the line of a limit; a default is written behind the type."""
        if label == "Default":
            self.rewritten[self._field] += f"\ndefault:{value}"
            return ""
        if label == "Value in":
            values = ",\n".join(part.strip(' "') for part in value.split("|"))
            return f"\nAvailable options:\n{values}"
        return f"{label}: {value}"

    def _begin(self, at: int, field: re.Match[str], above: str) -> None:
        """Write the name, the type and the flag of a field; the first that is sent begins the body."""
        is_required = field["mark"] == "*" or (self._are_marked and not field["mark"])
        title = f"{_BODY}\n" if field["name"] in self._sent else ""
        self._sent = set[str]() if title else self._sent
        flag = "\nrequired" if is_required else ""
        self.rewritten[at] = f"{above}\n{title}\n{field['name']}\n{field['type']}{flag}"
        self._field = at
