"""How a scenario is recorded and replayed: vcrpy's settings, and the label at the head of each cassette."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import vcr
import yaml

from scripts.cassettes.scrub import scrub_request, scrub_response
from scripts.codegen.pages.provider import load_provider

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_MATCH_ON = ["method", "scheme", "host", "port", "path", "query", "body"]

Source = Literal["sandbox", "live"]


@dataclass(frozen=True)
class Label:
    """Where a cassette was recorded (`sandbox` is not evidence about the provider), when, and under which spec."""

    recorded: Source
    day: str
    spec: str

    def text(self) -> str:
        """Return the head of the cassette; the interactions follow."""
        return yaml.safe_dump({"label": asdict(self)}, sort_keys=False)


def spec_version(provider: str) -> str:
    """Return the version of a provider's client, and the start of the digest of its spec."""
    found = load_provider(provider)
    return f"{found.name} {found.version}, sha256 {hashlib.sha256(found.spec.read_bytes()).hexdigest()[:12]}"


def read_label(path: Path) -> Label:
    """Return the label of a cassette. Raises `KeyError` for one that has none."""
    head, _, _ = path.read_text(encoding="utf-8").partition("\ninteractions:")  # the rest takes long to read
    return Label(**yaml.safe_load(head)["label"])


@contextmanager
def recording(path: Path) -> Generator[None]:
    """Whatever httpx sends in here is kept in a new cassette, without secrets."""
    path.unlink(missing_ok=True)
    with _recorder().use_cassette(str(path), record_mode=vcr.mode.ONCE):
        yield


@contextmanager
def replaying(path: Path) -> Generator[Any]:
    """Whatever httpx sends in here is answered from the cassette, each answer once; anything else is an error."""
    with _recorder().use_cassette(str(path), record_mode=vcr.mode.NONE, allow_playback_repeats=False) as cassette:
        yield cassette


def write_labelled(path: Path, fresh: Path, label: Label) -> bool:
    """Write a fresh recording with its label, unless the old one has the same content. Returns whether it did."""
    text = fresh.read_text(encoding="utf-8")
    if path.exists():
        old = read_label(path)
        unchanged = Label(label.recorded, old.day, label.spec)  # the day is kept while nothing else changes
        if path.read_text(encoding="utf-8") == unchanged.text() + text:
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(label.text() + text, encoding="utf-8")
    return True


def _recorder() -> Any:
    return vcr.VCR(
        match_on=_MATCH_ON,
        before_record_request=scrub_request,
        before_record_response=scrub_response,
        decode_compressed_response=True,
    )
