"""One interface to the generation jobs of several providers: submit, wait, download.

    from generation_jobs import Jobs

    with Jobs.from_env() as jobs:
        job = jobs.submit("finetuning", tags="lofi piano", duration=60)
        job = jobs.wait(job, timeout=300)
        files = jobs.download(job, "out/")

Public is what this module names in `__all__`, and `generation_jobs.adapters`, `generation_jobs.parameters`,
`generation_jobs.testing` and `generation_jobs.webhooks`; everything else may change.
"""

from typing import TYPE_CHECKING

from generation_jobs._core.version import __version__

if TYPE_CHECKING:
    from generation_jobs._async_client import AsyncJobs
    from generation_jobs._client import Jobs
    from generation_jobs._core.clock import Clock
    from generation_jobs._core.config import DEFAULT_TIMEOUT, Options
    from generation_jobs._core.durations import Durations
    from generation_jobs._core.errors import (
        APIError,
        AuthenticationError,
        ConfigurationError,
        ConflictError,
        DownloadError,
        GenerationJobsError,
        InsufficientCreditsError,
        InvalidRequestError,
        JobCancelled,
        JobFailed,
        MissingResult,
        NotFoundError,
        NotReadyError,
        PermissionDeniedError,
        RateLimitedError,
        ServerError,
        SubmitUncertain,
        TransportError,
        UndecodableResponse,
        UnsupportedOperation,
        WaitTimeout,
        WebhookError,
    )
    from generation_jobs._core.models import Cost, Job, JobError, JobStatus, Media
    from generation_jobs._core.outcome import Outcome
    from generation_jobs._core.policy import Policy, PollInterval
    from generation_jobs._core.refs import Ref, parse_ref
    from generation_jobs._operations import Generated
    from generation_jobs._paginator import Search
    from generation_jobs._polling.progress import BatchProgress, Standing
    from generation_jobs._sessions import ArchivedProviderWarning
    from generation_jobs.adapters import Rate
    from generation_jobs.providers.lookup import ProviderInfo, parameter_types, provider_info
    from generation_jobs.providers.registry import provider_names
    from generation_jobs.providers.settings import Bland, Breeze, Finetuning, Oxen, PlayAI, Settings

__all__ = [
    "DEFAULT_TIMEOUT",
    "APIError",
    "ArchivedProviderWarning",
    "AsyncJobs",
    "AuthenticationError",
    "BatchProgress",
    "Bland",
    "Breeze",
    "Clock",
    "ConfigurationError",
    "ConflictError",
    "Cost",
    "DownloadError",
    "Durations",
    "Finetuning",
    "Generated",
    "GenerationJobsError",
    "InsufficientCreditsError",
    "InvalidRequestError",
    "Job",
    "JobCancelled",
    "JobError",
    "JobFailed",
    "JobStatus",
    "Jobs",
    "Media",
    "MissingResult",
    "NotFoundError",
    "NotReadyError",
    "Options",
    "Outcome",
    "Oxen",
    "PermissionDeniedError",
    "PlayAI",
    "Policy",
    "PollInterval",
    "ProviderInfo",
    "Rate",
    "RateLimitedError",
    "Ref",
    "Search",
    "ServerError",
    "Settings",
    "Standing",
    "SubmitUncertain",
    "TransportError",
    "UndecodableResponse",
    "UnsupportedOperation",
    "WaitTimeout",
    "WebhookError",
    "__version__",
    "parameter_types",
    "parse_ref",
    "provider_info",
    "provider_names",
]

if not TYPE_CHECKING:  # a checker would take any name for one of ours
    from generation_jobs._core.lazy import importer

    __getattr__ = importer(
        __name__,
        {
            "_async_client": ["AsyncJobs"],
            "_client": ["Jobs"],
            "_core.clock": ["Clock"],
            "_core.config": ["DEFAULT_TIMEOUT", "Options"],
            "_core.durations": ["Durations"],
            "_core.errors": [
                "APIError",
                "AuthenticationError",
                "ConfigurationError",
                "ConflictError",
                "DownloadError",
                "GenerationJobsError",
                "InsufficientCreditsError",
                "InvalidRequestError",
                "JobCancelled",
                "JobFailed",
                "MissingResult",
                "NotFoundError",
                "NotReadyError",
                "PermissionDeniedError",
                "RateLimitedError",
                "ServerError",
                "SubmitUncertain",
                "TransportError",
                "UndecodableResponse",
                "UnsupportedOperation",
                "WaitTimeout",
                "WebhookError",
            ],
            "_core.models": ["Cost", "Job", "JobError", "JobStatus", "Media"],
            "_core.outcome": ["Outcome"],
            "_core.policy": ["Policy", "PollInterval"],
            "_core.refs": ["Ref", "parse_ref"],
            "_operations": ["Generated"],
            "_paginator": ["Search"],
            "_polling.progress": ["BatchProgress", "Standing"],
            "_sessions": ["ArchivedProviderWarning"],
            "adapters": ["Rate"],
            "providers.lookup": ["ProviderInfo", "parameter_types", "provider_info"],
            "providers.registry": ["provider_names"],
            "providers.settings": ["Bland", "Breeze", "Finetuning", "Oxen", "PlayAI", "Settings"],
        },
    )

    def __dir__() -> list[str]:
        return __all__
