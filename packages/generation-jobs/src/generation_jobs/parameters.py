"""What each provider's submit takes: one `TypedDict` per provider, and the help text of each field (`FIELDS`)."""

from generation_jobs._generated.parameters import *  # noqa: F403
from generation_jobs._generated.parameters import __all__ as __all__
