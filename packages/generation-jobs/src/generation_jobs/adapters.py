"""For packages that bring a provider: the base of its settings, and the parts of its adapter.

    # generation_jobs_acme/__init__.py, named by the entry point `acme` of the group `generation_jobs.providers`
    @dataclass(frozen=True, kw_only=True)
    class Acme(Settings):
        provider: ClassVar[str] = "acme"
        makes: ClassVar[str] = "speech"
        adapter: ClassVar[str] = "generation_jobs_acme.adapter"  # the module of ADAPTER, imported at the first use

    # generation_jobs_acme/jobs.py, generated from the spec: AcmeJobs(jobs).submit(text="…")
    class AcmeJobs(ProviderJobs):
        provider = "acme"

        def submit(self, *, text: str, speed: float | Omit = OMIT) -> Job:
            return self._jobs.submit(self.provider, **self._given(text=text, speed=speed))

The names in `__all__` and the fields without a default are stable within a minor version. Fields with a default may be
added in any release. See docs/add-a-provider.md.
"""

from generation_jobs._core.config import PollInterval, Rate
from generation_jobs._core.durations import DurationHint
from generation_jobs._core.io import Answer
from generation_jobs._core.provider_jobs import (
    OMIT,
    AsyncListedProviderJobs,
    AsyncProviderJobs,
    ListedProviderJobs,
    Omit,
    ProviderJobs,
)
from generation_jobs._core.refs import answered_ref
from generation_jobs.providers.base import (
    Adapter,
    absolute,
    all_at,
    at,
    count,
    money,
    number,
    status_of,
    status_query,
    text,
    time,
)
from generation_jobs.providers.operations import (
    CancelOrDelete,
    Events,
    Listing,
    ListOperation,
    Operation,
    Row,
    Submit,
)
from generation_jobs.providers.registry import GROUP, Brought
from generation_jobs.providers.settings import Settings

Pace = PollInterval
Prior = DurationHint
Removal = CancelOrDelete
word_for = status_query
"""Names of version 0.1, which stay."""

__all__ = [
    "GROUP",
    "OMIT",
    "Adapter",
    "Answer",
    "AsyncListedProviderJobs",
    "AsyncProviderJobs",
    "Brought",
    "CancelOrDelete",
    "DurationHint",
    "Events",
    "ListOperation",
    "ListedProviderJobs",
    "Listing",
    "Omit",
    "Operation",
    "Pace",
    "PollInterval",
    "Prior",
    "ProviderJobs",
    "Rate",
    "Removal",
    "Row",
    "Settings",
    "Submit",
    "absolute",
    "all_at",
    "answered_ref",
    "at",
    "count",
    "money",
    "number",
    "status_of",
    "status_query",
    "text",
    "time",
    "word_for",
]
