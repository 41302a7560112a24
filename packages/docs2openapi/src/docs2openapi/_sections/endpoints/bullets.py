"""Operations that a section lists in bullets below ``**Endpoints**:``, and that nothing else on the page names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._sections.endpoints.lines import Endpoint, parse_endpoint
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABEL = re.compile(r"\s*\*\*(?:Endpoints|Operations|Routes):?\*\*:?\s*")
_BULLET = re.compile(rf"[-*]\s+`(?P<operation>(?:{'|'.join(METHODS)}) /[^\s`]*)`(?:\s?[—–:-]\s*(?P<text>.*))?")


def find_bulleted_endpoints(lines: Sequence[str]) -> Iterator[Endpoint]:
    """Find such operations; what a bullet says of one is its name."""
    text = "\n".join(lines) if any(map(_LABEL.fullmatch, lines)) else ""
    for label in (at for at, line in enumerate(lines) if text and _LABEL.fullmatch(line)):
        for at in range(label + 1, len(lines)):
            bullet = _BULLET.fullmatch(lines[at])
            if bullet is None:
                break
            endpoint = parse_endpoint(bullet["operation"], at + 1)
            if endpoint is not None and not _is_named_again(text, bullet["operation"].split()[1]):
                yield endpoint._replace(name=bullet["text"] or bullet["operation"])


def _is_named_again(text: str, path: str) -> bool:
    return len(re.findall(rf"{re.escape(path)}(?![\w/{{:-])", text)) > 1
