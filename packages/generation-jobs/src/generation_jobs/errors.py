"""All errors that this package raises; `GenerationJobsError` is the base of each."""

from generation_jobs._core.errors import *  # noqa: F403
from generation_jobs._core.errors import __all__ as __all__
from generation_jobs._core.values.base_errors import printable as printable
from generation_jobs._core.values.base_errors import rebuild as rebuild
from generation_jobs._core.values.checks import check_folder as check_folder
from generation_jobs._core.values.checks import check_seconds as check_seconds
from generation_jobs._core.values.checks import enumeration as enumeration
from generation_jobs._core.values.checks import suggestion as suggestion

_rebuild = rebuild  # its name in pickles of version 0.1
