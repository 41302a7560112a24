"""One operation of a provider, and what its handler replies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import TypeAdapter

    from generation_jobs_sandbox._base.media import MediaFile
    from generation_jobs_sandbox._base.request import RequestContext
    from generation_jobs_sandbox._base.types import Json


@dataclass(frozen=True)
class Reply:
    """The answer of a handler: JSON, or the bytes of `media` if given."""

    body: Json = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    media: MediaFile | None = None


@dataclass(frozen=True)
class Route:
    """One operation other than reading a job or its result.

    Attributes:
        method: HTTP method.
        path: Path with parameters in braces; a job's id is `{id}`.
        handler: Carries the operation out, or raises `Problem`.
        kind: Where faults and limits count it.
        contract: What the spec promises of the body; None if it promises nothing.
    """

    method: str
    path: str
    handler: Callable[[RequestContext], Reply]
    kind: Literal["submit", "list", "action"]
    contract: TypeAdapter[Any] | None = None
