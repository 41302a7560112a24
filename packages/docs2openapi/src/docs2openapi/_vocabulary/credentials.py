"""Which headers and query parameters are credentials, by their names or by the first words about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.operation import Credential

if TYPE_CHECKING:
    from docs2openapi._model.field import Parameter

_KEY = r"(?:authorization|authentication|api[ _-]?key|access[ _-]?token|auth[ _-]?token|bearer)\b"
_KEY_NAME = re.compile(rf"(?:.*\b)?{_KEY}$|(?:x-)?(?:key|token|auth)$", re.IGNORECASE)
# What a header is stands first: "unique for each API key" describes an idempotency key.
_KEY_DESCRIPTION = re.compile(
    rf"\W*(?:(?:your|the|an?|secret|private|account|personal)\s+){{0,3}}"
    rf"(?:{_KEY}|(?:api|secret|access|auth) (?:token|key)\b)",
    re.IGNORECASE,
)
_QUERY_KEY_NAME = re.compile(r"(?:api[_-]?(?:key|token)|access[_-]?token|auth[_-]?token|key|token)", re.IGNORECASE)
# In an example, a name that ends in "key" is a credential if its value is to be filled in.
_EXAMPLE_NAME = re.compile(r"(?!.*idempot).*(?:key|token|secret)", re.IGNORECASE)
_EXAMPLE_VALUE = re.compile(r"\$\{?[A-Z_]+\}?|<.+>|\{.+\}|.*(?:your|key|token|secret|xxx|\.\.\.).*", re.IGNORECASE)
HTTP_SCHEMES = ("bearer", "basic")

# ``Authorization: Bearer KEY``, wherever it stands.
AUTHORIZATION_LINE = re.compile(
    r"\bauthorization(?:[\"'`]?\s?[:：]\s?f?[\"'`]?)?(bearer|basic|token|key)\s", re.IGNORECASE
)
# ``Authentication: Bearer Token``.
SCHEME_BY_WORD = re.compile(
    r"\b(?:authentication|authorization|auth|authenticates?|认证|鉴权|認証|인증|authentifizierung|autenticación"
    r"|authentification|autenticação)\b(?: type| method| scheme)?[\s*:：|`-]{1,6}"
    r"(?:\w{1,12} ){0,3}?(bearer|basic)\b|(?:认证|鉴权)(?:方式)?[\s*:：|`-]{1,6}(bearer|basic)\b"
    r"|\b(bearer) (?:token|authentication|auth|scheme)\b|\b(basic) auth(?:entication)?\b",
    re.IGNORECASE,
)
# ``Authentication: none``.
NO_SCHEME = re.compile(
    r"(?:\b(?:authentication|authorization|auth)(?: required)?|认证|鉴权)[\s*:：|`-]{1,8}"
    r"(?:不需要|无需|无|否|none|no|not required|not needed|public)(?![\w-])",
    re.IGNORECASE,
)
# As the converter widdershins writes security schemes into Markdown.
API_KEY_SCHEME = re.compile(
    r"Parameter Name:\s*\*\*(?P<name>[^*]+)\*\*,?\s*in:\s*(?P<location>header|query)", re.IGNORECASE
)
HTTP_SCHEME = re.compile(r"(?:HTTP Authentication, |^\s*)scheme:\s*(?P<kind>bearer|basic)\b", re.IGNORECASE)


def is_credential(parameter: Parameter) -> bool:
    """Return whether a parameter is a credential, by its name or by the first words of its description."""
    described = _KEY_DESCRIPTION.match(_description(parameter))
    if parameter.location == "query":
        return bool(_QUERY_KEY_NAME.fullmatch(parameter.name) and described)
    return parameter.location == "header" and bool(_KEY_NAME.fullmatch(parameter.name) or described)


def credential_of(parameter: Parameter) -> Credential:
    """Make a credential of the parameter that is one."""
    description = _description(parameter)
    written = [parameter.field.schema.get(key) for key in ("default", "enum", "x-placeholder")]
    description = " ".join([description, *(str(value) for value in written if value)])
    is_authorization = parameter.name.lower() == "authorization"
    scheme = next((word for word in HTTP_SCHEMES if re.search(rf"\b{word}\b", description.lower())), None)
    kind = scheme if is_authorization and scheme else "apiKey"
    text = _description(parameter)
    return Credential(parameter.line, kind, parameter.location, parameter.name, text, parameter.field.required)


def example_credential(name: str, value: str, line: int) -> Credential | None:
    """Make a credential of a header in an example, if it is one."""
    if name.lower() == "authorization":
        scheme = value.split(maxsplit=1)[0].lower() if value else ""
        return Credential(line, scheme if scheme in HTTP_SCHEMES else "apiKey", name=name, required=True)
    is_one = _KEY_NAME.fullmatch(name) or (_EXAMPLE_NAME.fullmatch(name) and _EXAMPLE_VALUE.fullmatch(value))
    return Credential(line, "apiKey", name=name, required=True) if is_one else None


def _description(parameter: Parameter) -> str:
    return str(parameter.field.schema.get("description", ""))
