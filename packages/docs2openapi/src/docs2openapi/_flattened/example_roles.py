"""Which body JSON on a flattened page shows: that of the request, or of a response."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._flattened.page_lines import (
    COMMAND,
    MAX_TITLES,
    MESSAGE_HEADER,
    is_example_title,
    role_of_example,
)
from docs2openapi._flattened.parts import ResponseBlock, StackedField, TabbedTable, TextBlock
from docs2openapi._sections.endpoints.lines import Endpoint
from docs2openapi._vocabulary.headings import MAX_HEADING
from docs2openapi._vocabulary.http import CONTENT_TYPE, METHODS_WITHOUT_BODY
from docs2openapi._vocabulary.phrases import OF_CALLBACK, REQUEST_LEAD_IN, RESPONSE_LEAD_IN, announced_status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._flattened.parts import FlattenedPage

MAX_ROW = 1_000  # a longer line leads in to nothing
MAX_PARTS = 40  # between an operation and its example

# The last line of a program that shows what is answered.
_PRINTED = re.compile(r"\b(?:print|console\.log|puts|echo)\b.*(?:resp?|result|data|json)", re.IGNORECASE)
_EXAMPLE_ROLES = {"response": "response", "body": "body", "request": "body"}


class ExampleRoles:
    """Tells it by what stands above: the title, the lead-in, and the parts of the page that were read last."""

    def __init__(self, lines: Sequence[str], page: FlattenedPage) -> None:
        self.lines = lines
        self.page = page

    def role(self, index: int, role_around: str | None) -> str | None:
        """Return which body JSON is that begins here: that of the title above it, or the answer to a command.

        Args:
            index: The index of its line.
            role_around: The role of the section that it is in.
        """
        is_typed = CONTENT_TYPE.fullmatch(self.title.lower()) is not None
        is_below_sent = role_around == "body" and is_example_title(self.title)
        role = _EXAMPLE_ROLES.get((role_around if is_typed or is_below_sent else role_of_example(self.title)) or "")
        last = self.page.parts[-1] if self.page.parts else None
        is_command = isinstance(last, TextBlock) and any(COMMAND.match(line) for line in last.lines)
        is_command = is_command and not any(map(OF_CALLBACK.match, self.lines[max(0, index - MAX_TITLES) : index]))
        is_shown = role_around == "response" and is_example_title(self.title)
        is_shown = is_shown or _leads_to_response(self.lead_in(index))
        if message := self._role_below_headers():
            return message
        if self._is_printed(index):
            return "response"
        is_below_input = isinstance(last, StackedField) and last.role in ("request", "body")
        is_first = role_around == "response" and not self.page.has_response
        is_below_fields = is_first or (isinstance(last, StackedField | TabbedTable) and last.role == "response")
        if role is None and (is_below_input or self._is_first_example(role_around)) and not is_command:
            return "body"
        if self.is_below_status(role_around):
            return "response"
        return role or ("response" if is_command or is_shown or is_below_fields else None)

    def _is_first_example(self, role_around: str | None) -> bool:
        """Return whether JSON is titled an example, above all responses, and below the headers of what is sent."""
        if role_around != "header" or self.page.has_response or not is_example_title(self.title):
            return False
        above = reversed(self.page.parts[-MAX_PARTS:])
        endpoint = next((part for part in above if isinstance(part, Endpoint)), None)
        return endpoint is not None and endpoint.method not in METHODS_WITHOUT_BODY

    def _is_printed(self, index: int) -> bool:
        """Return whether JSON is what a program above prints, or an example below an operation without a body."""
        above = next((line for line in reversed(self.lines[max(0, index - MAX_TITLES) : index]) if line.strip()), "")
        endpoint = next((part for part in reversed(self.page.parts[-2:]) if isinstance(part, Endpoint)), None)
        is_titled = endpoint is not None and endpoint.method in METHODS_WITHOUT_BODY and above.endswith("Example")
        return is_titled or _PRINTED.search(above[-MAX_ROW:]) is not None

    def is_below_status(self, role_around: str | None) -> bool:
        """Return whether nothing but text stands between JSON and a status without an example."""
        above = next((part for part in self.page.parts[-MAX_TITLES:][::-1] if not isinstance(part, TextBlock)), None)
        return isinstance(above, ResponseBlock) and not above.has_example and role_around == "response"

    def is_below_answer(self) -> bool:
        """Return whether a response with an example is right above."""
        last = self.page.parts[-1] if self.page.parts else None
        return isinstance(last, ResponseBlock) and last.has_example and last.role == "response"

    def _role_below_headers(self) -> str | None:
        """Return which body JSON below the headers of a written request is; None if no such part is last."""
        endpoint, last = [None, None, *self.page.parts[-2:]][-2:]
        if not isinstance(endpoint, Endpoint) or not isinstance(last, TextBlock):
            return None
        are_headers = all(MESSAGE_HEADER.fullmatch(line.strip()) for line in last.lines)
        role = "response" if endpoint.method in METHODS_WITHOUT_BODY else "body"
        return role if are_headers else None

    def lead_in(self, index: int) -> str:
        """Return the line above JSON, if it leads in to it."""
        above = next((line.strip() for line in reversed(self.lines[max(0, index - 2) : index]) if line.strip()), "")
        return above[-MAX_ROW:] if above.endswith((":", "：")) else ""

    @property
    def title(self) -> str:
        """The line of text right above."""
        return self.page.last_text[:MAX_HEADING].strip()


def _leads_to_response(line: str) -> bool:
    """Return whether a line leads in to what an operation returns."""
    is_response = RESPONSE_LEAD_IN.search(line) is not None and REQUEST_LEAD_IN.search(line) is None
    return announced_status(line) is not None or is_response
