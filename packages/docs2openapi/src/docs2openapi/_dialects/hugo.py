"""The shortcodes of Hugo, ``{{< name key="value" >}}`` and ``{{% name %}}``, as tags of MDX."""

from __future__ import annotations

import re

_SHORTCODE = re.compile(
    r"\{\{(?P<open>[<%])\s*(?P<end>/\s*)?(?P<name>[A-Za-z][\w/-]*)(?P<rest>(?:\s(?:[^{}\n]|\{[^{}\n]*\})*?)?)\s*(?P<closed>/)?[>%]\}\}"
)
_FIELD = re.compile(r"(?:api[-_]?)?(?:param(?:eter)?|field|property|attribute)")
_TAB = re.compile(r"(?:[\w-]*[-_/])?tab")
_CODE = re.compile(r"highlight|code(?:[-_]?block)?")
_TITLE = re.compile(r"\b(?:title|name|header|label)=(?P<title>\"[^\"]*\")|^\s*(?P<first>\"[^\"]*\")")
_LANGUAGE = re.compile(r"\blang(?:uage)?=\"?(?P<named>\w+)|^\s*\"?(?P<first>\w+)\"?(?!\w*=)")
_OPERATION = re.compile(r"\bmethod=.*\b(?:path|url|endpoint|route)=|\b(?:path|url|endpoint|route)=.*\bmethod=")


def rewrite_hugo(lines: list[str]) -> list[str]:
    """Rewrite the shortcodes of Hugo."""
    rewriter = _Rewriter({match["name"] for line in lines for match in _SHORTCODE.finditer(line) if match["end"]})
    return [rewriter.line(line) if "{{" in line else line for line in lines]


class _Rewriter:
    """Knows which shortcodes have an end on this page; the others end with their line."""

    def __init__(self, ended: set[str]) -> None:
        self.ended = ended

    def line(self, line: str) -> str:
        matches = list(_SHORTCODE.finditer(line))
        fields = [match for match in matches if _FIELD.fullmatch(match["name"]) and match["name"] not in self.ended]
        rewritten = _SHORTCODE.sub(self._shortcode, line)
        return f"{rewritten}</Param>" if fields and not fields[0]["closed"] else rewritten

    def _shortcode(self, match: re.Match[str]) -> str:
        name, end, rest = match["name"], match["end"], match["rest"]
        slash = "/" if match["closed"] else ""
        if _FIELD.fullmatch(name):
            return "</Param>" if end else f"<Param{rest}{slash}>"
        if _TAB.fullmatch(name):
            return "</Tab>" if end else f"<Tab title={_title(rest)}>"
        if _CODE.fullmatch(name):
            return "```" if end else f"```{_language(rest)}"
        return f"<Endpoint{rest} />" if _OPERATION.search(rest) else ""


def _title(rest: str) -> str:
    match = _TITLE.search(rest)
    return (match["title"] or match["first"]) if match else '""'


def _language(rest: str) -> str:
    match = _LANGUAGE.match(rest) if "=" not in rest else _LANGUAGE.search(rest)
    return (match["named"] or match["first"] or "") if match else ""
