"""Security schemes of OpenAPI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docs2openapi._vocabulary.credentials import credential_of, is_credential

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.field import Parameter
    from docs2openapi._model.operation import Credential


def all_credentials(parameters: Sequence[Parameter], credentials: Sequence[Credential]) -> list[Credential]:
    """List the parameters that are credentials and the other credentials; the first of those sent alike is kept."""
    kept: dict[tuple[str, str], Credential] = {}
    for credential in [*map(credential_of, filter(is_credential, parameters)), *credentials]:
        kept.setdefault((credential.location, credential.name.casefold()), credential)
    return list(kept.values())


def security_requirements(credentials: Sequence[Credential], *, is_one_enough: bool) -> list[dict[str, list[str]]]:
    """Require all credentials together, or any of them; empty if there are none."""
    if is_one_enough:
        return [{_scheme_name(credential): []} for credential in credentials]
    return [{_scheme_name(credential): [] for credential in credentials}] if credentials else []


def security_schemes(credentials: Sequence[Credential]) -> dict[str, dict[str, Any]]:
    """Describe each credential, under the name by which the requirements refer to it."""
    return {_scheme_name(credential): _scheme(credential) for credential in credentials}


def _scheme_name(credential: Credential) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", credential.name)


def _scheme(credential: Credential) -> dict[str, Any]:
    description = {"description": credential.description} if credential.description else {}
    if credential.kind == "apiKey":
        return {"type": "apiKey", "in": credential.location, "name": credential.name} | description
    return {"type": "http", "scheme": credential.kind} | description
