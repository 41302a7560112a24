"""Refs: a job's name everywhere, `provider:id`, short, free of secrets, a plain string."""

from __future__ import annotations

from typing import NamedTuple

from generation_jobs._core.errors import ConfigurationError


class Ref(NamedTuple):
    """A ref, taken apart. `str()` puts it together again."""

    provider: str
    id: str

    def __str__(self) -> str:
        return f"{self.provider}:{self.id}"


def parse_ref(ref: str) -> Ref:
    """Take `provider:id` apart. The id may hold further colons.

    Raises `ConfigurationError` where either part is missing, or where the id could not stand in a URL path: "." and
    ".." would name another resource (RFC 3986, 5.2.4), control characters and spaces are never part of an id.
    """
    provider, colon, job_id = ref.partition(":")
    if not (colon and provider and job_id):
        raise ConfigurationError(f"{ref!r} is not a ref: write PROVIDER:ID, for example breeze:job_01hasync")
    if job_id in {".", ".."} or any(c.isspace() or not c.isprintable() for c in job_id):
        raise ConfigurationError(f"{ref!r} is not a ref: {job_id!r} cannot be a job's id", ref=ref)
    return Ref(provider, job_id)
