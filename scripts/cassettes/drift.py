"""What providers answer and their specs do not know: every recorded body against the strict contract models.

It reports and does not judge: a provider may add a field on any day, and clients are made to bear it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from generation_jobs_sandbox.providers import PROVIDERS
from pydantic import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generation_jobs_sandbox.providers.base import Provider


@dataclass(frozen=True)
class Drift:
    """One thing that a spec does not know: in which cassette, where in the body, and what."""

    cassette: str
    place: str
    what: str


def drift(path: Path, provider: str) -> list[Drift]:
    """Everything in a cassette that the provider's spec does not know."""
    recorded = yaml.safe_load(path.read_text(encoding="utf-8"))
    name = f"{provider}/{path.name}"
    imitated = PROVIDERS[provider]
    return [Drift(name, *found) for entry in recorded["interactions"] for found in _unknown(imitated, entry)]


def _unknown(provider: Provider, interaction: dict[str, Any]) -> Iterator[tuple[str, str]]:
    response, url = interaction["response"], str(interaction["request"]["uri"])
    kinds = " ".join(value for name, value in _flat(response["headers"]) if name.lower() == "content-type")
    if urlsplit(url).hostname != provider.host or "json" not in kinds:
        return
    status = response["status"]["code"]
    contract = provider.promised(str(interaction["request"]["method"]), urlsplit(url).path, status)
    try:
        if contract is not None:
            contract.validate_json(response["body"]["string"])
    except ValidationError as error:
        for fault in error.errors():
            yield "/" + "/".join(map(str, fault["loc"])), f"{fault['msg']} (status {status})"


def _flat(headers: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, values in headers.items() for value in values)
