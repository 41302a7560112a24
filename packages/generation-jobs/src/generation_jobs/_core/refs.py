"""Refs: the names of jobs, `provider:id`. Plain strings without secrets."""

import re
from collections.abc import Iterable, Mapping
from inspect import isawaitable
from typing import NamedTuple, cast

from generation_jobs._core.errors import ConfigurationError, UndecodableResponse, WrongJob
from generation_jobs._core.models import Job
from generation_jobs._core.values.checks import check_kind, checked

_PROVIDER = re.compile(r"[\w.-]+")
"""The characters of a provider's name: JSON or a path is not taken for a ref."""

_LONGEST = 2048
"""Characters of a ref; inline data and whole responses are longer."""

_FORM = "write PROVIDER:ID, for example breeze:job_01hasync"


class Ref(NamedTuple):
    """The two parts of a ref. `str(ref)` joins them.

    Attributes:
        provider: The provider's name, such as "breeze".
        id: The job's id at the provider.
    """

    provider: str
    id: str

    def __str__(self) -> str:
        return f"{self.provider}:{self.id}"


Ref.__module__ = "generation_jobs"  # the name in pickles


@checked
def parse_ref(ref: str) -> Ref:
    """Split a ref at its first colon; the id may contain more of them.

    The ids "." and ".." are rejected since they would change the URL path (RFC 3986, 5.2.4), and so are ids with spaces
    or control characters.

    Args:
        ref: `provider:id`, such as "breeze:job_01hasync".

    Returns:
        Provider and id. Whether the provider exists is not checked.

    Raises:
        ConfigurationError: The ref has another form.
    """
    check_kind("the ref", ref, str, "text such as 'breeze:job_01hasync'")
    if len(ref) > _LONGEST:
        raise ConfigurationError(f"{ref[:40]!r}… ({len(ref)} characters) is not a ref: {_FORM}")
    provider, colon, job_id = ref.partition(":")
    is_url = job_id.startswith("//")
    if is_url or not (colon and job_id and _PROVIDER.fullmatch(provider)):
        what = "a URL, not a ref" if is_url else "not a ref"
        raise ConfigurationError(f"{ref!r} is {what}: {_FORM}")
    if not _is_id(job_id):
        raise ConfigurationError(
            f"{ref!r} is not a ref: {job_id!r} cannot be a job's id, which has no space or control "
            "character, and is not . or ..",
            ref=ref,
        )
    return Ref(provider, job_id)


def several(jobs: Iterable[str | Job]) -> tuple[str | Job, ...]:
    """Return the jobs. Raises `ConfigurationError` for a single ref or job."""
    one = cast("object", jobs)
    if isinstance(one, str | Job):
        ref = one if isinstance(one, str) else one.ref
        raise ConfigurationError(f"{ref!r} is one job: give a list, or use jobs.wait")
    check_kind("jobs", jobs, Iterable, "a list of refs or jobs")
    given = tuple(jobs)
    for job in given:
        check_kind("one of the jobs", job, str | Job, _wanted(job, "refs and jobs in one flat list"))
    return given


def ref_of(job: str | Job) -> Ref:
    """Return the parsed ref of a job. Raises `ConfigurationError` if it is malformed, or the job has none."""
    given = cast("object", job)
    check_kind("job", job, str | Job, _wanted(given))
    ref = job.ref if isinstance(job, Job) else job
    if ref is None:
        raise ConfigurationError("this job has no ref: its provider gave no id; its results are in job.media")
    return parse_ref(ref)


def _wanted(given: object, of_several: str = "one ref or Job at a time; wait_all and as_completed take several") -> str:
    """Return what to pass instead of a value that is not a job; `of_several` is the advice for a list."""
    if isawaitable(given):
        return "what await returns of it"
    if isinstance(given, Ref):
        return "str(ref), or a Job"
    if hasattr(given, "ref"):  # an outcome, or an error
        return "its ref, or a Job"
    if isinstance(given, Mapping):
        return "its ref, or Job.from_dict(…)"
    if isinstance(given, Iterable) and not isinstance(given, str | bytes):
        return of_several
    return "a ref such as 'breeze:job_01hasync', or a Job"


def answered_ref(provider: str, job_id: object, asked: Ref | None = None) -> str:
    """Return the ref of the job that a response names.

    Args:
        provider: The provider's name.
        job_id: The id in the response. A whole number is taken as text.
        asked: The job that was asked for, if one was.

    Raises:
        UndecodableResponse: No ref can hold the id: it is missing, empty or of another type.
        WrongJob: It is the id of another job.
    """
    found = str(job_id) if isinstance(job_id, str | int) and not isinstance(job_id, bool) else ""
    ref = str(asked or provider)
    if not found or not _is_id(found):
        raise UndecodableResponse(f"{ref}: the response names no job id", status_code=200, ref=ref)
    if asked is not None and found != asked.id and not _is_same_uuid(found, asked.id):
        raise WrongJob(f"{ref}: the response is about another job, {found!r}", status_code=200, ref=ref)
    return str(asked or Ref(provider, found))


def _is_id(text: str) -> bool:
    return text not in {".", ".."} and text.isprintable() and " " not in text  # no other white space is printable


def _is_same_uuid(one: str, other: str) -> bool:
    """Return whether two texts are the same UUID, which may be written in upper case and without dashes."""
    plain = [text.replace("-", "").lower() for text in (one, other)]
    return plain[0] == plain[1] and len(plain[0]) == 32 and set(plain[0]) <= set("0123456789abcdef")  # RFC 9562
