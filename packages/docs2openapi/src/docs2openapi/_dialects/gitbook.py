"""GitBook's older blocks, ``{% api-method %}``, and those that refer to an OpenAPI document, as ``{% swagger %}``."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\{%\s*(?P<end>end)?(?P<name>api-method|openapi)(?P<part>[\w-]*)\s*(?P<rest>[^%\n]*)%\}")
_ANY = re.compile(r"\{%[^%\n]*%\}")
_PARAMETERS = re.compile(r"-(?P<location>path|query|body|form-data|headers?)-parameters|-(?P<header>headers)")
_LOCATIONS = {"form-data": "body", "headers": "header"}


def rewrite_gitbook(lines: list[str]) -> list[str]:
    """Rewrite the blocks of GitBook."""
    rewriter = _Rewriter()
    return [_BLOCK.sub(rewriter.block, _ANY.sub(_unescaped, line)) if "{%" in line else line for line in lines]


def _unescaped(match: re.Match[str]) -> str:
    return match[0].replace("\\", "")


class _Rewriter:
    """Knows in which list of parameters a block stands: only the list says where these are sent."""

    def __init__(self) -> None:
        self.location = "query"

    def block(self, match: re.Match[str]) -> str:
        end, name, part, rest = match["end"] or "", match["name"], match["part"], match["rest"]
        if name == "openapi":
            return f"{{% {end}swagger {rest}%}}"
        if part == "":
            return f"{{% {end}swagger {rest.replace('host=', 'baseUrl=')}%}}"
        if part == "-parameter":
            return f"{{% {end}swagger-parameter {'' if end else self._located(rest)}%}}"
        if part == "-response-example":
            return f"{{% {end}swagger-response {self._status(rest)}%}}"
        if found := _PARAMETERS.fullmatch(part):
            location = found["location"] or found["header"]
            self.location = _LOCATIONS.get(location, location)
        return ""

    def _located(self, rest: str) -> str:
        return f'in="{self.location}" {rest}'

    def _status(self, rest: str) -> str:
        status = re.search(r'httpCode="?(\w+)', rest)
        return f'status="{status[1]}" ' if status else ""
