"""The submit parameters: a `TypedDict` for each provider, and the help text of each parameter (`FIELDS`)."""

from generation_jobs.providers._generated.parameters import *  # noqa: F403
from generation_jobs.providers._generated.parameters import __all__ as __all__
