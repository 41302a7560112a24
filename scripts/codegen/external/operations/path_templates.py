"""Templates of paths in the manners of the wild, as OpenAPI has them: `{name}` and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_WHOLE = re.compile(r":([A-Za-z_]\w*)|<(?:\w+:)?([A-Za-z_][\w-]*)>|\*([A-Za-z_]\w*)")
_BRACED = re.compile(r"{(\+?)([^{}:*+.?]+)([^{}]*)}")

_SAFE = "{}/.~:@!$&'()*+,;=%-?#_"
"""What stands in a path as it is, and what makes one unusable, which is found later."""


@dataclass(frozen=True)
class Variable:
    """One variable of a template: its name there, and whether it may hold slashes."""

    name: str
    is_rest: bool


def split_path(path: str) -> list[str | Variable]:
    """Give the texts and variables of a template, in their order.

    Read are `{id}`, `:id`, `<id>`, `<int:id>`, `{id:[0-9]+}`, and for what a path ends with `*rest`, `{+rest}`,
    `{rest*}`, `{rest+}`, `{rest...}` and `{rest:.*}`.
    """
    parts: list[str | Variable] = []
    path = re.sub(r"{[?&][^{}]*}$", "", path)  # a query, as RFC 6570 writes it: its parameters are declared
    for segment in re.split(r"(/)", path if path.startswith("/") else f"/{path}"):
        whole = _WHOLE.fullmatch(segment)
        if whole:
            name = next(filter(None, whole.groups()))
            parts.append(Variable(name, segment.startswith("*")))
        else:
            parts.extend(_braced(segment))
    return parts


def _braced(segment: str) -> list[str | Variable]:
    parts: list[str | Variable] = []
    end = 0
    for found in _BRACED.finditer(segment):
        plus, name, rest = found.groups()
        parts += [
            segment[end : found.start()],
            Variable(name.strip(), bool(plus) or rest in {"*", "+", "...", ":.*", ":.+"}),
        ]
        end = found.end()
    return [
        quote(part, safe=_SAFE) if isinstance(part, str) else part for part in [*parts, segment[end:]] if part != ""
    ]
