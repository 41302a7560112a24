"""One interface to the generation jobs of several providers: submit, wait, download.

    from generation_jobs import Jobs

    with Jobs.from_env() as jobs:
        job = jobs.submit("finetuning", tags="lofi piano", duration=60)
        job = jobs.wait(job, timeout=300)
        files = jobs.download(job, "out/")

Public is what this module names in `__all__`, and `generation_jobs.adapters`, `generation_jobs.testing` and
`generation_jobs.webhooks`; everything else may change.
"""

from typing import TYPE_CHECKING

from generation_jobs.version import __version__

if TYPE_CHECKING:
    from generation_jobs.aio import AsyncJobs
    from generation_jobs.client import Jobs
    from generation_jobs.clock import Clock
    from generation_jobs.core import ArchivedProviderWarning
    from generation_jobs.durations import Durations
    from generation_jobs.errors import (
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
    from generation_jobs.job import Cost, Job, JobError, JobStatus, Media
    from generation_jobs.lifecycle import Generated
    from generation_jobs.listing import Search
    from generation_jobs.options import Options
    from generation_jobs.outcome import Outcome
    from generation_jobs.refs import Ref, parse_ref
    from generation_jobs.settings import Bland, Breeze, Finetuning, Oxen, PlayAI, Settings
    from generation_jobs.standing import Standing

__all__ = [
    "APIError",
    "ArchivedProviderWarning",
    "AsyncJobs",
    "AuthenticationError",
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
    "parse_ref",
]

if not TYPE_CHECKING:  # a checker would take any name for one of ours
    from generation_jobs.lazy import importer

    __getattr__ = importer(
        __name__,
        {
            "aio": ["AsyncJobs"],
            "client": ["Jobs"],
            "clock": ["Clock"],
            "core": ["ArchivedProviderWarning"],
            "errors": [
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
            "job": ["Cost", "Job", "JobError", "JobStatus", "Media"],
            "lifecycle": ["Generated"],
            "listing": ["Search"],
            "durations": ["Durations"],
            "options": ["Options"],
            "outcome": ["Outcome"],
            "refs": ["Ref", "parse_ref"],
            "settings": ["Bland", "Breeze", "Finetuning", "Oxen", "PlayAI", "Settings"],
            "standing": ["Standing"],
        },
    )

    def __dir__() -> list[str]:
        return __all__
