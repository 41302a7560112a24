"""Where the fields of a page are sent, if its headings do not say: in the path, the query, a header or the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.operation import Example, Field, Listed, Operation, Parameter, Remark
from docs2openapi._openapi.body_schema import shown_names
from docs2openapi._sections.outline import MIME
from docs2openapi._text.values import BadValue, parse_lenient
from docs2openapi._vocabulary.security import shown_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._assemble.responses import Answers
    from docs2openapi._sections.endpoints import Call

_WITHOUT_BODY = ("get", "head", "delete")
# OpenAPI says these otherwise: as content types and as security.
_SAID_OTHERWISE = ("content-type", "accept", "authorization", "user-agent", "host", "content-length")
_PATH_NAMES = re.compile(r"\{([^{}/]+)\}")


class Placer:
    """Puts fields into an operation: by what the page says of them, else by its path and its examples."""

    def __init__(self, operation: Operation, answers: Answers, calls: Sequence[Call]) -> None:
        self.operation = operation
        self.answers = answers
        self.in_path = _PATH_NAMES.findall(operation.path or "")
        self.calls = [call for call in calls if operation.method in (None, call.method.lower())]
        self._read_calls()
        self.queries = {name for call in self.calls for name in call.query}
        self.headers = {name.casefold() for call in self.calls for name, _ in call.headers}
        shown = (example.value for example in operation.body_examples)
        self.bodies = {name for value in shown if isinstance(value, dict) for name in value}
        returned = [answer for answer in operation.answers if answer.is_success]
        self.answered = set(shown_names([example.value for answer in returned for example in answer.examples]))
        self.bodies |= {name for call in self.calls for name in call.form}

    def place(self, listed: Sequence[Listed]) -> None:
        """Put each field where it belongs; then add what the path and the examples alone show."""
        for each in listed:
            self._put(each)
        self._describe_path()
        self._add_called()

    def _read_calls(self) -> None:
        for call in self.calls:
            types = [
                kind for name, value in call.headers if name.lower() == "content-type" for kind in MIME.findall(value)
            ]
            types += ["multipart/form-data"] if call.form and not types else []
            self._add_types(types)
            if call.data is not None and call.data.lstrip().startswith(("{", "[")):
                self._add_example(call, call.data)

    def _add_types(self, types: Sequence[str]) -> None:
        if self.operation.method not in _WITHOUT_BODY:
            self.operation.body_types += [kind for kind in types if kind not in self.operation.body_types]

    def _add_example(self, call: Call, data: str) -> None:
        try:
            value = parse_lenient(data)
        except BadValue as error:
            self.operation.remarks.append(
                Remark(call.line, f"the body of the request example is {error.reason}; left out")
            )
            return
        if value not in [example.value for example in self.operation.body_examples]:
            self.operation.body_examples.append(Example(call.line, value))

    def _put(self, listed: Listed) -> None:
        place, field, status, types = listed
        if place in ("sent", "unknown"):
            place = self._place_of(field, is_sent=place == "sent")
        if place == "answer":
            self.answers.take_field(field, status)
        elif place == "answer header":
            self.answers.take_header(field, status)
        elif place == "body" and not types:
            self.operation.body.append(field)
        elif place == "body":
            for name in types:
                self.operation.body_of.setdefault(name, []).append(field)
        elif place == "header" and field.name.lower() in _SAID_OTHERWISE[:2]:
            self._take_type(field)
        elif place in ("path", "query", "header", "cookie"):
            self.operation.parameters.append(Parameter(place, field))

    def _take_type(self, field: Field) -> None:
        """Take a content type as what it is in OpenAPI: a property of the body, not a header."""
        said = [*field.schema.get("enum", ()), field.schema.get("default"), field.schema.get("description")]
        types = list(dict.fromkeys(MIME.findall(" ".join(str(text) for text in said if text).lower())))
        if field.name.lower() == "content-type" and types and self.operation.method not in _WITHOUT_BODY:
            self._add_types(types)
        else:
            reason = f"{field.name} is told by the content types of the bodies, not as a header"
            self.operation.remarks.append(Remark(field.line, reason))

    @property
    def known_names(self) -> set[str]:
        """The names in the path and in what request examples send."""
        return {*self.in_path, *self.queries, *self.headers, *self.bodies}

    def _place_of(self, field: Field, *, is_sent: bool) -> str:
        """Decide by the path and the examples; then, of what is said to be sent, by what is left, which is noted."""
        name = field.path[0]
        shown = [
            place
            for place, names in (("path", self.in_path), ("query", self.queries), ("body", self.bodies))
            if name in names
        ]
        if name.casefold() in self.headers:
            shown.append("header")
        if len(shown) == 1:
            return shown[0]
        if shown[:1] == ["path"]:
            return "path"
        if not is_sent and not shown and name in self.answered:
            return "answer"
        left = "query" if self.operation.method in _WITHOUT_BODY else "body" if self._has_body() else ""
        left = left if is_sent else ""
        reason = f"{field.name}: neither the path nor a request example shows where it is sent; "
        self.operation.remarks.append(Remark(field.line, reason + (f"read as {left}" if left else "left out")))
        return left

    def _has_body(self) -> bool:
        return bool(self.bodies or self.operation.body or self.operation.body_of or self.operation.body_types)

    def _describe_path(self) -> None:
        described = {given.name for given in self.operation.parameters if given.place == "path"}
        for name in dict.fromkeys(self.in_path):
            if name not in described:
                line = self.operation.line
                self.operation.remarks.append(Remark(line, f"the page does not describe {name} of the path"))
                self.operation.parameters.append(Parameter("path", Field((name,), line, {})))

    def _add_called(self) -> None:
        """Add the headers and the query that only a request example shows."""
        known = {(given.place, given.name.casefold()) for given in self.operation.parameters}
        for call in self.calls:
            names = [("query", name) for name in call.query]
            names += [("header", name) for name, value in call.headers if not shown_key(name, value, call.line)]
            for place, name in names:
                if name.casefold() in _SAID_OTHERWISE or (place, name.casefold()) in known or not name:
                    continue
                known.add((place, name.casefold()))
                field = Field((name,), call.line, {"x-from": "example"})
                self.operation.parameters.append(Parameter(place, field))
