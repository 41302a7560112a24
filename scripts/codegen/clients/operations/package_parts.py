"""The parts of a client's own code that its operations need, so that no client has code that it never runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.clients.operations.request_schemas import schemas_in

if TYPE_CHECKING:
    from scripts.codegen.clients.api_facts import Facts
    from scripts.codegen.clients.operations.operation import Operation
    from scripts.codegen.openapi.document import Document

_MODULES = (
    *(
        "_async_client",
        "_async_sending",
        "_checking",
        "_content_coding",
        "_decoding",
        "_lazy",
        "_media",
        "_pagination",
        "_requests",
        "_responses",
    ),
    *("_sending", "_settings"),
)
"""The modules of every client."""


@dataclass(frozen=True)
class Parts:
    """What a client has beside the modules of every client.

    Attributes:
        plain: Results that are text, nothing, or sometimes empty.
        headers, rests, more: Header parameters, rests of paths, arguments for what is not documented.
        styles: Parameters that are not written as usual.
        uploads, lines: Bodies of forms and files; bodies of JSON lines.
        optional_bodies: JSON bodies that may be omitted, and forms with required fields that may be.
        objects: Objects in requests that are checked by their names.
        sizes: Objects with a least or a most number of fields.
        tuples: Lists whose items have schemas by their place.
        read_only: Objects with fields that only responses have.
        typed_extra: Bodies whose undocumented fields have a type.
        streams: Results that are iterators of events.
        any_files, mixed, redirects, head: Files of any kind, files beside JSON, addresses, headers as results.
        typed_errors: Errors with a decoded body.
        alternatives: Operations with other credentials than others, or none.
        query_keys: Credentials in the query.
        servers: Operations at another server.
    """

    plain: bool
    headers: bool
    rests: bool
    more: bool
    styles: bool
    uploads: bool
    lines: bool
    optional_bodies: bool
    objects: bool
    sizes: bool
    tuples: bool
    key_names: bool
    read_only: bool
    typed_extra: bool
    streams: bool
    any_files: bool
    mixed: bool
    redirects: bool
    head: bool
    typed_errors: bool
    alternatives: bool
    query_keys: bool
    servers: bool

    @classmethod
    def of(cls, operations: list[Operation], facts: Facts, objects: dict[str, Document]) -> Parts:
        """Return the parts that operations need; ``objects`` are checked by their names."""
        answers = [each.answer for each in operations]
        requests = [each.request for each in operations]
        limits = [*objects.values(), *(one.limits for each in requests for one in each.arguments)]
        keywords = {key for one in limits for each in schemas_in(one) for key in each}
        uploads = any(each.is_upload for each in requests)
        keys = [one for sets in facts.alternatives.values() for each in sets for one in each]
        return cls(
            plain=any(each.is_text or each.is_nothing or each.may_be_empty or each.stream for each in answers),
            headers=any(each.headers for each in requests),
            rests=any(each.rests for each in requests),
            more=any(each.takes_more for each in requests),
            styles=uploads or any(each.cookies or any(each.styles.values()) for each in requests),
            uploads=uploads,
            lines=any(each.encoding == "lines" for each in requests),
            optional_bodies=any(each.has_optional_fields for each in requests),
            objects=bool(objects),
            sizes=not keywords.isdisjoint({"minProperties", "maxProperties"}),
            tuples="prefixItems" in keywords,
            key_names="propertyNames" in keywords,
            read_only="readOnly" in keywords,
            typed_extra=any(each.extra_limits for each in requests),
            streams=any(each.stream for each in answers),
            any_files=any(each.is_any for each in answers),
            mixed=any(each.statuses for each in answers),
            redirects=any(each.redirects for each in answers),
            head=any(each.is_headers for each in answers),
            typed_errors=any(each.typed_errors for each in operations),
            alternatives=not facts.is_simple,
            query_keys=any(one.place == "query" for one in keys),
            servers=any(each.server for each in operations),
        )

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules to write."""
        own = {
            "_styles": self.styles,
            "_uploads": self.uploads,
            "_streams": self.streams,
            "_access": self.alternatives,
            "_objects": self.objects,
        }
        return (*_MODULES, *(name for name, is_needed in own.items() if is_needed))
