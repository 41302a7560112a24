"""What a ledger keeps of parameters in place of their values, to compare it with what a list shows of a job."""

import hashlib
import json
from collections.abc import Mapping
from unicodedata import normalize

from generation_jobs._core.ledger import Intent


def value_hashes(values: Mapping[str, object]) -> dict[str, str]:
    """Return short hashes of those values that are text or numbers, of which lists show 60.0 as 60 or "60", too."""
    hashes = {name: text_hash(_plain(value)) for name, value in values.items() if value != ""}
    return {name: found[:8] for name, found in hashes.items() if found is not None}


def _plain(value: object) -> object:
    if isinstance(value, float):
        return str(int(value) if value.is_integer() else value)
    return str(value) if isinstance(value, int) else value


def text_hash(text: object) -> str | None:
    """Return a hash of a text that survives what providers do to it: trimming, case, HTML escapes, Unicode forms."""
    if not isinstance(text, str):
        return None
    from html import unescape  # late: it has a table of all names

    plain = normalize("NFC", " ".join(unescape(text).split())).casefold()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def differing(shown: Mapping[str, str], intent: Intent) -> set[str]:
    """Return the names of the parameters that a list shows otherwise than they were submitted."""
    try:
        submitted = dict(json.loads(intent.shown or "{}"))
    except (ValueError, TypeError):  # damaged: the text is still there
        submitted = {}
    return {name for name, value in shown.items() if submitted.get(name, value) != value}
