"""What the sandbox records, for tests and for its page to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote


@dataclass(frozen=True)
class SeenRequest:
    """One request as it arrived. `path` is still percent-encoded; header names are lower-case."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass
class Exchange:
    """A request and its answer; `status` is None while there is no answer, or if there never is one."""

    at: datetime
    request: SeenRequest
    status: int | None = None
    content_type: str = ""
    answer: bytes = b""

    def mentions(self, word: str) -> bool:
        """Return whether a word, such as a job's id, is in the path, the body or the answer."""
        encoded = word.encode()
        return word in unquote(self.request.path) or encoded in self.request.body or encoded in self.answer


@dataclass(frozen=True)
class Submission:
    """One attempt to start a generation.

    Attributes:
        provider: Name of the provider.
        at: When it arrived.
        body: Body of the request.
        accepted: Whether the provider took it; then it costs money.
        ids: The jobs that it started.
    """

    provider: str
    at: datetime
    body: bytes
    accepted: bool
    ids: tuple[str, ...] = ()


@dataclass
class Delivery:
    """A callback that was due.

    Attributes:
        job: Id of the job that has ended.
        url: The receiver.
        body: The JSON body.
        user_agent: Its User-Agent.
        sent: Whether it was sent; only callbacks to this machine are.
        status: HTTP status of the receiver's answer; None if there was none.
    """

    job: str
    url: str
    body: bytes
    user_agent: str
    sent: bool = False
    status: int | None = None
