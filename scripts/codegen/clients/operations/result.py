"""Results of operations: what a success is, as JSON, a file, text, a stream of events, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from attrs import evolve
from openapi_python_client import schema as oai
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.responses import TEXT_SOURCE

from scripts.codegen.clients.operations.annotations import annotation, decoder
from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from openapi_python_client.parser.openapi import Endpoint
    from openapi_python_client.parser.properties.protocol import PropertyProtocol
    from openapi_python_client.parser.responses import Response

EVENT = "ServerSentEvent"
"""The item of a stream whose events have no documented data."""

_MEDIA = ("audio/", "image/", "video/")


@dataclass(frozen=True)
class Result:
    """The success of an operation. ``decoder`` is a Python expression.

    Attributes:
        annotation: Its type; of a stream, that of an item.
        accept: The header Accept.
        is_text, is_file, is_nothing: What it is; JSON otherwise, or an item of a stream.
        is_any: A file may be anything, also JSON or text.
        is_headers: It is the headers of the response.
        by_status: The statuses with other JSON, and its decoders.
        may_be_empty: A success without a body is None.
        statuses: If it is a file or JSON: the statuses that are always a file, and those that are always JSON; the
            content type tells the others apart.
        redirects: The statuses whose address is a result.
        is_redirect: No other success is documented.
        is_conditional: Status 304 is None.
        stream: How the items of a stream are written; empty if it is none.
    """

    annotation: str
    decoder: str
    accept: str
    is_file: bool
    is_text: bool
    is_nothing: bool
    is_any: bool = False
    is_headers: bool = False
    by_status: tuple[tuple[str, str], ...] = ()
    may_be_empty: bool = False
    statuses: list[list[int]] | None = None
    redirects: tuple[int, ...] = ()
    is_redirect: bool = False
    is_conditional: bool = False
    stream: str = ""

    @property
    def is_media(self) -> bool:
        """Whether the file is audio, an image or a video."""
        kinds = self.accept.split(", ")
        return self.is_file and not self.is_any and all(kind.startswith(_MEDIA) for kind in kinds)

    @property
    def is_of_any_size(self) -> bool:
        """Whether there is no limit to its size."""
        return self.is_file or self.statuses is not None


def result_of(endpoint: Endpoint) -> Result:
    """Return the result of an operation.

    Raises:
        CodegenError: Its successes have more than one form.
    """
    success = success_of(endpoint)
    more = extensions(success)
    statuses = {response.status_code.range[0] for response in endpoint.responses.patterns if response.status_code.range}
    redirects = sorted(status for status in statuses if status // 100 == 3 and status != 304)
    is_file = isinstance(success.prop, FileProperty)
    is_empty = isinstance(success.data, oai.Response) and not success.data.content
    decoders = () if is_file or is_empty else _decoders(success.prop, more.get("x-by-status", {}))
    found = Result(
        annotation="",
        decoder=decoders[-1][1] if decoders else "",
        by_status=decoders[:-1],
        accept=", ".join(map(str, more.get("x-accept", []))) or "*/*",
        is_file=is_file,
        is_text=success.source == TEXT_SOURCE,
        is_nothing=is_empty and not more.get("x-headers") and not more.get("x-stream"),
        is_any=bool(more.get("x-any")),
        is_headers=bool(more.get("x-headers")),
        may_be_empty=bool(more.get("x-may-be-empty")),
        statuses=more.get("x-files"),
        redirects=tuple(redirects),
        is_redirect=bool(more.get("x-redirect")),
        is_conditional=304 in statuses,
        stream=str(more.get("x-stream", "")),
    )
    return replace(found, annotation=_annotation(found, "" if is_file or is_empty else annotation(success.prop)))


def _decoders(value: PropertyProtocol, names: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    """Return the status patterns that decide which models a success may be, and their decoders; the last is for others.

    Args:
        value: The union of the models.
        names: The models by status pattern; empty if the status decides nothing.
    """
    if not names or not isinstance(value, UnionProperty):
        return (("", decoder(value)),)
    models = {str(each.class_info.name): each for each in value.inner_properties if isinstance(each, ModelProperty)}
    last = next((status for status in names if not status.isdecimal()), next(iter(names)))
    return tuple(
        (status, decoder(evolve(value, inner_properties=[models[name] for name in names[status]])))
        for status in (*(each for each in names if each != last), last)
    )


def success_of(endpoint: Endpoint) -> Response:
    """Return the one form that successes have.

    Raises:
        CodegenError: They have more than one.
    """
    found = [response for response in endpoint.responses if response.status_code.pattern.startswith("2")]
    forms = {"bytes" if isinstance(each.prop, FileProperty) else annotation(each.prop) for each in found}
    if len(forms) != 1:
        raise CodegenError(
            f"{endpoint.name}: its successes have {len(found)} different forms; clients need exactly one"
        )
    return found[0]


def extensions(response: Response) -> dict[str, Any]:
    """Return the keys of a response that begin with `x-`."""
    return dict(response.data.model_extra or {})


def _annotation(result: Result, decoded: str) -> str:
    """Return the union of all that an operation returns; ``decoded`` is what its JSON becomes."""
    if result.stream:
        return decoded or EVENT
    decoded = "Mapping[str, str]" if result.is_headers else decoded
    kinds = [decoded.removesuffix(" | None")] if decoded and decoded != "None" else []
    kinds += ["bytes"] if result.is_file or result.statuses else []
    kinds += ["str"] if result.redirects and "str" not in decoded.split(" | ") else []
    is_nothing = result.is_nothing and not result.is_redirect
    if is_nothing or result.may_be_empty or result.is_conditional or "None" in decoded.split(" | "):
        kinds.append("None")
    return "Any" if decoded == "Any" else " | ".join(kinds)
