"""Parse path templates in various notations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_WHOLE = re.compile(r":([A-Za-z_]\w*)|<(?:\w+:)?([A-Za-z_][\w-]*)>|\*([A-Za-z_]\w*)")
_BRACED = re.compile(r"{(\+?)([^{}:*+.?][^{}:*+?]*?)(\.\.\.|[:*+?][^{}]*)?}")
_RESOURCE = re.compile(r"{([\w.]+)=[^{}]*}")

_SAFE = "{}/.~:@!$&'()*+,;=%-?#_"
"""Characters that are not quoted; those that make a path unusable are found later."""


@dataclass(frozen=True)
class Variable:
    """A variable of a template; ``is_rest`` if its value may contain slashes."""

    name: str
    is_rest: bool


def split_path(path: str) -> list[str | Variable]:
    """Return the texts and variables of a template, in order.

    Notations are `{id}`, `{{id}}`, `:id`, `<id>`, `<int:id>`, `{id:[0-9]+}`, `{.format}` and `{/step}`, and for the
    rest of a path `*rest`, `{+rest}`, `{rest*}`, `{rest+}`, `{rest...}`, `{rest:.*}` and `{rest=things/*}`.
    Names may have dots.
    """
    parts: list[str | Variable] = []
    path = re.sub(r"{[?&][^{}]*}$", "", path)  # a query by RFC 6570: its parameters are declared
    path = re.sub(r"{{\s*(\w+)\s*}}", r"{\1}", _RESOURCE.sub(r"{+\1}", path))
    path = re.sub(r"{([./])(\w+)}", r"\1{\2}", path)
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
