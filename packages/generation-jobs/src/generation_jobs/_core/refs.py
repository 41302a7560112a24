"""Refs: the names of jobs, `provider:id`. Plain strings without secrets."""

from __future__ import annotations

from typing import NamedTuple

from generation_jobs._core.errors import ConfigurationError


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


def parse_ref(ref: str) -> Ref:
    """Split a ref at its first colon; the id may contain more of them.

    The ids "." and ".." are rejected since they would change the URL path (RFC 3986, 5.2.4), and so are ids with spaces
    or control characters.

    Args:
        ref: `provider:id`, such as "breeze:job_01hasync".

    Returns:
        Provider and id. That there is such a provider is not checked.

    Raises:
        ConfigurationError: The ref has another form.
    """
    provider, colon, job_id = ref.partition(":")
    if not (colon and provider and job_id):
        raise ConfigurationError(f"{ref!r} is not a ref: write PROVIDER:ID, for example breeze:job_01hasync")
    if job_id in {".", ".."} or any(c.isspace() or not c.isprintable() for c in job_id):
        raise ConfigurationError(f"{ref!r} is not a ref: {job_id!r} cannot be a job's id", ref=ref)
    return Ref(provider, job_id)
