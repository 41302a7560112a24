"""The classes of `generation_jobs` whose pickles from version 0.1 name this module. Import them from the package."""

from generation_jobs._core.models import Cost, Job, JobError, Media
from generation_jobs._core.values.status import JobStatus

__all__ = ["Cost", "Job", "JobError", "JobStatus", "Media"]
