"""One interface to the generation jobs of several providers: submit, wait, download.

    from generation_jobs import Jobs

    with Jobs.from_env() as jobs:
        job = jobs.finetuning.submit(tags="lofi piano", duration=60)
        job = jobs.wait(job, timeout=300)
        files = jobs.download(job, "out/")

Public are the names in `__all__`, and the modules `adapters`, `errors`, `ledger`, `notebook`, `otel`, `parameters`,
`testing` and `webhooks`. Other names may change in any release.
"""

from typing import TYPE_CHECKING

from generation_jobs._core.version import __version__ as __version__

if TYPE_CHECKING:
    from generation_jobs._clients import AsyncJobs as AsyncJobs
    from generation_jobs._clients import Jobs as Jobs
    from generation_jobs._core.config import Options as Options
    from generation_jobs._core.config import Policy as Policy
    from generation_jobs._core.config import PollInterval as PollInterval
    from generation_jobs._core.config import Rate as Rate
    from generation_jobs._core.durations import Durations as Durations
    from generation_jobs._core.events.kinds import DownloadFailed as DownloadFailed
    from generation_jobs._core.events.kinds import Event as Event
    from generation_jobs._core.events.kinds import JobDownloaded as JobDownloaded
    from generation_jobs._core.events.kinds import JobEnded as JobEnded
    from generation_jobs._core.events.kinds import JobLooked as JobLooked
    from generation_jobs._core.events.kinds import JobRetried as JobRetried
    from generation_jobs._core.events.kinds import JobSubmitted as JobSubmitted
    from generation_jobs._core.events.kinds import JobWaiting as JobWaiting
    from generation_jobs._core.events.kinds import RequestEnded as RequestEnded
    from generation_jobs._core.events.kinds import SubmitFailed as SubmitFailed
    from generation_jobs._core.events.kinds import TransferEnded as TransferEnded
    from generation_jobs._core.events.kinds import WaitInterrupted as WaitInterrupted
    from generation_jobs._core.io import Clock as Clock
    from generation_jobs._core.ledger import Search as Search
    from generation_jobs._core.ledger import Submitted as Submitted
    from generation_jobs._core.models import Cost as Cost
    from generation_jobs._core.models import Job as Job
    from generation_jobs._core.models import JobError as JobError
    from generation_jobs._core.models import Media as Media
    from generation_jobs._core.outcome import Generated as Generated
    from generation_jobs._core.outcome import Look as Look
    from generation_jobs._core.outcome import Outcome as Outcome
    from generation_jobs._core.outcome import is_final_error as is_final_error
    from generation_jobs._core.refs import Ref as Ref
    from generation_jobs._core.refs import parse_ref as parse_ref
    from generation_jobs._core.values.status import JobStatus as JobStatus
    from generation_jobs._core.values.timeouts import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
    from generation_jobs._polling.batch import BatchProgress as BatchProgress
    from generation_jobs._polling.batch import Standing as Standing
    from generation_jobs._sessions.sessions import ArchivedProviderWarning as ArchivedProviderWarning
    from generation_jobs.errors import *  # noqa: F403
    from generation_jobs.providers.registry import ProviderInfo as ProviderInfo
    from generation_jobs.providers.registry import parameter_types as parameter_types
    from generation_jobs.providers.registry import provider_info as provider_info
    from generation_jobs.providers.registry import provider_names as provider_names
    from generation_jobs.providers.settings import Bland as Bland
    from generation_jobs.providers.settings import Breeze as Breeze
    from generation_jobs.providers.settings import Finetuning as Finetuning
    from generation_jobs.providers.settings import Oxen as Oxen
    from generation_jobs.providers.settings import PlayAI as PlayAI
    from generation_jobs.providers.settings import Settings as Settings
else:  # these are imported when first used (PEP 562): importing all of them costs a tenth of a second
    _MODULES = {
        "_clients": ["AsyncJobs", "Jobs"],
        "_core.io": ["Clock"],
        "_core.config": ["Options", "Policy", "PollInterval", "Rate"],
        "_core.durations": ["Durations"],
        "_core.events.kinds": [
            "DownloadFailed",
            "Event",
            "JobDownloaded",
            "JobEnded",
            "JobLooked",
            "JobRetried",
            "JobSubmitted",
            "JobWaiting",
            "RequestEnded",
            "SubmitFailed",
            "TransferEnded",
            "WaitInterrupted",
        ],
        "_core.ledger": ["Search", "Submitted"],
        "_core.models": ["Cost", "Job", "JobError", "Media"],
        "_core.outcome": ["Generated", "Look", "Outcome", "is_final_error"],
        "_core.refs": ["Ref", "parse_ref"],
        "_polling.batch": ["BatchProgress", "Standing"],
        "_sessions.sessions": ["ArchivedProviderWarning"],
        "_core.values.status": ["JobStatus"],
        "_core.values.timeouts": ["DEFAULT_TIMEOUT"],
        "providers.registry": ["ProviderInfo", "parameter_types", "provider_info", "provider_names"],
        "providers.settings": ["Bland", "Breeze", "Finetuning", "Oxen", "PlayAI", "Settings"],
    }
    _MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

    def __getattr__(name: str) -> object:
        from importlib import import_module

        from generation_jobs._core.errors import __all__ as errors  # late, as all of them

        modules = _MODULE_OF | dict.fromkeys(errors, "errors")
        if name == "__all__":
            return sorted(["__version__", *modules])
        if name not in modules:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value = getattr(import_module(f"{__name__}.{modules[name]}"), name)
        return value

    def __dir__() -> list[str]:
        return __getattr__("__all__")
