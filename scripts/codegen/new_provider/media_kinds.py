"""What a provider makes: its media kind, and what that was guessed from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.new_provider.job_fields import job_fields_of, job_operation, response_of
from scripts.codegen.openapi.navigation import mapping, operations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.codegen.openapi.document import Document

_WORDS = {
    "audio": ("audio", "speech", "voice", "music", "song", "sound"),
    "image": ("image", "picture", "photo"),
    "video": ("video", "clip", "movie"),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}

_LONGEST = 80
"""The most letters of a text that a reason shows."""


def media_kind(makes: Iterable[str]) -> str:
    """Return the media kind of a provider's results."""
    return next((_KINDS[one] for one in makes if one in _KINDS), "audio")


def guessed_kind(document: Document) -> tuple[str, str]:
    """Return the media kind of the results that a document describes, and the reason for it."""
    for text in _texts(document):
        for word in re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", text).lower()):
            if kind := _KINDS.get(word.removesuffix("s")):
                return kind, f"by the word {word.removesuffix('s')} in {_shown(text)}"
    return media_kind([]), "since nothing says what the results are"


def _shown(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _texts(document: Document) -> Iterator[str]:
    """Yield what may name the kind of results, the most telling first."""
    found = job_operation(document)
    if found is not None:
        place, operation = found
        yield job_fields_of(document, response_of(document, operation)[1]).result
        yield str(place[1])
        yield str(operation.get("summary", ""))
    yield str(mapping(document.get("info")).get("title", ""))
    for place, operation in operations(document):
        yield str(place[1])
        yield str(operation.get("summary", ""))
        yield str(operation.get("description", ""))
