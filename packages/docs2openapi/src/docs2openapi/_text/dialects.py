"""The syntax of GitBook and JSX, rewritten as plain MDX tags; every line keeps its number."""

from __future__ import annotations

import re

from docs2openapi._text.inline import MAX_LINE, html_to_markdown

_BLOCK = re.compile(
    r"\{%\s*(?P<end>end)?(?P<name>tab|swagger-parameter|swagger-response|swagger(?!-))\b(?P<rest>[^%\n]*)%\}"
)
# To an HTML parser, the slash of ``default={false}/>`` is a part of the value.
_CLOSED = re.compile(r"(=(?:\{[^{}<>\n]{0,200}\}|[\w.-]{1,100}))/>")
_LIST = re.compile(r"=\{(\[[^\]{}<>\n]*\])\}")
_LOCATION = re.compile(r'\bin="(?P<location>\w+)"')
# Other names of tags that describe a field each; one that says where it is sent, or where its section says so.
_FIELD_TAG = re.compile(
    r"<(?P<end>/)?(?:Param|Parameter|ApiParam|APIParam|Property|ApiProperty|Prop|Attribute|ApiField|SchemaField|Field)"
    r"(?=[\s/>])(?P<rest>[^<>\n]*>)"
)
_LINE = re.compile(
    r"(?:<[uo]l[^>]*>\s*)?<(?P<name>h[1-6]|li|p)(?:\s[^<>]*)?>(?P<text>.*?)(?:</(?P=name)>)?(?:\s*</[uo]l>)?",
    re.IGNORECASE,
)
_TAGS = ("<h", "<l", "<p", "<u", "<o")
_NAME = re.compile(r'\bname="(?P<name>[^"]*)"')
_STATUS = re.compile(r'\bstatus="(?P<status>[^"]*)"')


def to_mdx(text: str) -> str:
    """Rewrite GitBook's blocks as MDX tags and lists in braces as quoted ones; blank the comments."""
    text = _FIELD_TAG.sub(r"<\g<end>ParamField\g<rest>", _without_comments(text))
    text = _CLOSED.sub(r"\1 />", _BLOCK.sub(_tag, text))
    return _LIST.sub(lambda match: f'="{{{match[1].replace(chr(34), "&quot;")}}}"', text)


def html_lines_to_markdown(lines: list[str]) -> list[str]:
    """Rewrite lines that are one HTML heading, list item or paragraph as Markdown."""
    return [_line(line) if "<" in line and line.lstrip()[:2].lower() in _TAGS else line for line in lines]


def _line(line: str) -> str:
    match = _LINE.fullmatch(line.strip()) if len(line) <= MAX_LINE else None
    if match is None:
        return line
    name = match["name"].lower()
    mark = f"{'#' * int(name[1])} " if name[0] == "h" else "- " if name == "li" else ""
    return mark + html_to_markdown(match["text"])


def _tag(match: re.Match[str]) -> str:
    name, rest = match["name"], match["rest"]
    tag = {"tab": "Tab", "swagger-parameter": "ParamField", "swagger-response": "Tab"}.get(name, "swagger")
    if match["end"]:
        return f"</{tag}>"
    location, named, status = _LOCATION.search(rest), _NAME.search(rest), _STATUS.search(rest)
    if tag == "ParamField" and location and named:
        rest = _NAME.sub("", _LOCATION.sub(f'{location["location"]}="{named["name"]}"', rest))
    if name == "swagger-response" and status:
        rest = f' title="{status["status"]}"'
    return f"<{tag}{rest}>"


def _without_comments(text: str) -> str:
    """Blank the comments of HTML and MDX."""
    for start, end in (("<!--", "-->"), ("{/*", "*/}")):
        pieces: list[str] = []
        at = 0
        while (first := text.find(start, at)) >= 0 and (last := text.find(end, first)) >= 0:
            pieces += [text[at:first], "\n" * text.count("\n", first, last)]
            at = last + len(end)
        text = "".join([*pieces, text[at:]])
    return text
