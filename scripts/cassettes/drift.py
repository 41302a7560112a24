"""What is sent and answered and the specs do not know: every recorded body against the strict contract models.

It reports and does not judge: a provider may add a field on any day, and clients are made to bear it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import yaml
from generation_jobs_sandbox.providers import PROVIDERS
from pydantic import ValidationError

from scripts.cassettes.spec import request_contract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generation_jobs_sandbox.providers.base import Provider
    from pydantic import TypeAdapter


@dataclass(frozen=True)
class Drift:
    """One thing that a spec does not know: in which cassette, where in the body, and what."""

    cassette: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.cassette}: {self.place}: {self.what}"


def drift(path: Path, provider: str) -> list[Drift]:
    """Everything in a cassette that the provider's spec does not know."""
    recorded = yaml.safe_load(path.read_text(encoding="utf-8"))
    name = f"{provider}/{path.name}"
    imitated = PROVIDERS[provider]
    return [Drift(name, *found) for entry in recorded["interactions"] for found in _unknown(imitated, entry)]


def _unknown(provider: Provider, interaction: dict[str, Any]) -> Iterator[tuple[str, str]]:
    request, response = interaction["request"], interaction["response"]
    url = urlsplit(str(request["uri"]))
    if url.hostname != provider.host:
        return
    method, status = str(request["method"]), int(response["status"]["code"])
    if request["body"]:
        sent = request_contract(provider.name, method, url.path)
        yield from _faults(sent, request["body"], "request", provider)
    if any("json" in value for name, value in _flat(response["headers"]) if name.lower() == "content-type"):
        contract = provider.contract_for(method, url.path, status)
        yield from _faults(contract, response["body"]["string"], f"status {status}", provider)


def _faults(
    contract: TypeAdapter[Any] | None, body: str | bytes, where: str, provider: Provider
) -> Iterator[tuple[str, str]]:
    # Where whatever was submitted comes back in the answer, a field that is not documented says nothing.
    extra: Literal["ignore"] | None = "ignore" if provider.echoes_parameters else None
    try:
        if contract is not None:
            contract.validate_json(body, strict=True, extra=extra)
    except ValidationError as error:
        for fault in error.errors():
            yield "/" + "/".join(map(str, fault["loc"])), f"{fault['msg']} ({where})"


def _flat(headers: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, values in headers.items() for value in values)
