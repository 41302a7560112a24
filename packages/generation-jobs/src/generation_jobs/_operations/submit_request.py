"""Turns the parameters of a submit into its request, and into what a ledger keeps of them."""

from collections.abc import Mapping
from datetime import datetime
from inspect import signature
from typing import Any, get_args

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.io import Request
from generation_jobs._core.ledger import Intent
from generation_jobs._core.values.checks import check_kind, is_text, suggestion
from generation_jobs._core.values.digest import digest
from generation_jobs._ledger.matching import text_hash
from generation_jobs._sessions.provider_session import ProviderSession
from generation_jobs.providers._generated.parameters import FIELDS
from generation_jobs.providers.operations import Submit
from generation_jobs.providers.registry import parameter_types


def request_of(session: ProviderSession, operation: Submit[Any], parameters: Mapping[str, Any]) -> Request:
    """Return the request of a submit.

    Raises:
        ConfigurationError: A parameter is not known, missing, or of another type.
    """
    provider, send = session.name, operation.operation
    _check_names(provider, FIELDS.get(provider) or signature(send.get_kwargs).parameters, parameters)
    renamed = {operation.renamed.get(name, name): value for name, value in parameters.items()}
    ours = {theirs: name for name, theirs in operation.renamed.items()}
    try:
        return session.request(send, send.get_kwargs(**renamed))
    except session.adapter.refused as error:
        name, space, problem = str(error).partition(" ")
        raise ConfigurationError(f"{provider}: {ours.get(name, name)}{space}{problem}") from None
    except TypeError as error:  # a required parameter is missing
        missing = [ours.get(name, name) for name in _missing(operation, renamed)]
        why = f"needs {' and '.join(missing)}" if missing else f"cannot be sent: {error}"
        raise ConfigurationError(f"{provider} {why}") from None


def _check_names(provider: str, known: Mapping[str, object], parameters: Mapping[str, Any]) -> None:
    for name in parameters:
        if name not in known:
            raise ConfigurationError(f"{provider} has no parameter {name!r}: {suggestion(name, known)}")


def _missing(operation: Submit[Any], renamed: Mapping[str, Any]) -> list[str]:
    """Return the required parameters that were not given."""
    fields = signature(operation.operation.get_kwargs).parameters.values()
    return [one.name for one in fields if one.default is one.empty and one.name not in renamed]


def check_key(key: str | None, session: ProviderSession, operation: Submit[Any]) -> None:
    """Raise `ConfigurationError` for no name, or for a value of the field that was once called `key`."""
    check_kind("key", key, str | None, "your name for this submit as text, or leave it out")
    if key == "":
        raise ConfigurationError("key is empty: give your name for this submit, or leave it out")
    if key is not None and not is_text(key):
        raise ConfigurationError(f"key={key!r} is not valid text: it holds half of a surrogate pair")
    for ours, theirs in operation.renamed.items():
        if theirs == "key" and key in get_args(parameter_types(session.name).get(ours)):
            raise ConfigurationError(f"key={key!r} names a submit; for the provider's field, use {ours}")


def intent_of(
    session: ProviderSession, parameters: Mapping[str, Any], sent_at: datetime, key: str | None = None
) -> Intent:
    """Return what a ledger keeps of a submit."""
    listing, operation = session.adapter.listing, session.adapter.submit
    return Intent(
        provider=session.name,
        account=session.account,
        digest=digest(session.name, parameters),
        sent_at=sent_at,
        text=None if listing is None else text_hash(parameters.get(listing.text)),
        expected=1 if operation is None else count_of(operation, parameters),
        key=key,
    )


def count_of(operation: Submit[Any], parameters: Mapping[str, Any]) -> int:
    """Return how many jobs a submit makes."""
    asked = parameters.get(operation.count or "", 1)
    return asked if isinstance(asked, int) else 1
