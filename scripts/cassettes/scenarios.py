"""Every scenario that has a cassette."""

from __future__ import annotations

from scripts.cassettes.clients import CLIENTS
from scripts.cassettes.lifecycle import LIFECYCLE
from scripts.cassettes.lookups import LOOKUPS

SCENARIOS = (*LOOKUPS, *LIFECYCLE, *CLIENTS)
