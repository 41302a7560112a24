"""Which headers and query parameters are credentials, by their names or by the first words about them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docs2openapi._model.operation import Credential

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.field import Parameter

_KEY = (
    r"(?:authorization(?:[_-]token)?|authentication|(?:api|subscription|access)[ _-]?key|(?:access|auth|api)[ _-]?token"
    r"|bearer)\b"
)
_KEY_NAME = re.compile(
    rf"(?:.*\b)?{_KEY}$|[\w-]*[a-z]API-?Key$|(?:x-)?(?:key|token|auth)$|x-(?:[\w-]+-)?api-(?:key-)?id$"
    r"|x-(?!.*(?:idempot|cache|page|csrf|device|request|session|dedup))[\w-]+-token$",
    re.IGNORECASE,
)
# What a header is stands first: "unique for each API key" describes an idempotency key.
_KEY_DESCRIPTION = re.compile(
    rf"\W*(?:(?:your|the|an?|secret|private|account|personal)\s+){{0,3}}"
    rf"(?:{_KEY}|(?:api|secret|access|auth) (?:token|key)\b)|\W*your (?:key|token|secret)\b",
    re.IGNORECASE,
)
_QUERY_KEY_NAME = re.compile(r"(?:api[_-]?(?:key|token)|access[_-]?token|auth[_-]?token|key|token)", re.IGNORECASE)
_SURE_QUERY_KEY = re.compile(r"access[_-]?token|api[_-]?key|auth[_-]?token", re.IGNORECASE)
# In an example, a name that ends in "key" is a credential if its value is to be filled in.
_EXAMPLE_NAME = re.compile(r"(?!.*idempot).*(?:key|token|secret)", re.IGNORECASE)
_EXAMPLE_VALUE = re.compile(
    r"\$\{?[A-Z_]+\}?|<.+>|\{.+\}"
    r"|.*(?:your|key|token|secret|xxx|\.\.\.|clave|chave|clé|schlüssel|ключ|密钥|你的|您的|キー|키).*",
    re.IGNORECASE,
)
# As programs print what a security scheme is filled in with, whatever its header is called.
_SURE_VALUE = re.compile(r"<api[-_ ]?key>", re.IGNORECASE)
HTTP_SCHEMES = ("bearer", "basic")
# "Bearer token", as translators by machine write it.
_TRANSLATED_BEARER = re.compile(
    r"токен носителя|token (?:de|del|ao) portador|jeton (?:du |de )?porteur|inhaber-?token"
    r"|不记名令牌|持有者令牌|ベアラートークン",
    re.IGNORECASE,
)

# ``Authorization: Bearer KEY``, wherever it stands.
AUTHORIZATION_LINE = re.compile(
    r"\bauthorization(?:`\s?(?:header|ヘッダー?|请求头|헤더)[^`\n]{0,20}`|[\"'`]?\s?[:：]\s?f?[\"'`]?)?(bearer|basic|token|key)\s",
    re.IGNORECASE,
)
# ``Authentication: Bearer Token``.
SCHEME_BY_WORD = re.compile(
    r"\b(?:authentication|authorization|auth|authenticates?|认证|鉴权|認証|인증|authentifizierung|autenticación"
    r"|authentification|autenticação)\b(?: type| method| scheme)?[\s*:：|`-]{1,6}"
    r"(?:\w{1,12} ){0,3}?(bearer|basic)\b|(?:认证|鉴权|授权)(?:方式)?[\s*:：|`-]{0,6}(bearer|basic)\b"
    r"|\b(bearer) (?:token|authentication|auth|scheme)\b|\b(basic) auth(?:entication)?\b",
    re.IGNORECASE,
)
# ``[HTTPBearer](../README.md#HTTPBearer)``, as generators of clients link to a scheme; ``HTTP (bearer)``.
LINKED_SCHEME = re.compile(r"^\W*\[\w*?(bearer|basic)\w*\]\([^()\s]*#|^\s*HTTP \((bearer|basic)\)\s*$", re.IGNORECASE)
# ``AuthorizationYesBearer YOUR_KEY``: the cells of a row that have run together.
FUSED_SCHEME = re.compile(
    r"^Authorization(?:[Ss]tring)?(?:Yes|No|Required|Optional|true|false|是|否|必填|必須)?(Bearer|Basic)\s"
)
# ``ApiKey X-THINGS-KEY<token>``, above ``In: header``.
KEY_IN_ANGLES = re.compile(r"(?:ApiKey )?(?P<name>[A-Za-z][\w-]*)<token>")
# What a sentence says of another API than that of the page, or denies.
OF_ANOTHER_API = re.compile(
    r"\b(?:another|other|upstream|third[- ]party|different|separate) (?:\w+ ){0,2}"
    r"(?:api|service|system|provider|one)s?\b"
    r"|\bwhose (?:own )?api\b|\b(?:do|does|need|must)(?:es)?(?: not|n't) (?:need|use|take|require|send|be sent)"
    r"|(?:另一个|其他|别的)(?:接口|服务|系统|API)",
    re.IGNORECASE,
)
# ``Authentication: none``.
NO_SCHEME = re.compile(
    r"(?:\b(?:authentication|authorization|auth)(?: required)?|认证|鉴权)[\s*:：|`-]{1,8}"
    r"(?:不需要|无需|无|否|none|no|not required|not needed|public)(?![\w-])"
    r"|^\W*(?:authentication|authorization) is not (?:required|needed)\W*$",
    re.IGNORECASE,
)
# As the converter widdershins writes security schemes into Markdown.
API_KEY_SCHEME = re.compile(
    r"Parameter Name:\s*\*\*(?P<name>[^*]+)\*\*,?\s*in:\s*(?P<location>header|query)", re.IGNORECASE
)
HTTP_SCHEME = re.compile(r"(?:HTTP Authentication, |^\s*)scheme:\s*(?P<kind>bearer|basic)\b", re.IGNORECASE)


# What a line in small letters must have to name a credential, in whatever language. Most have none of these.
_MAY_NAME_CREDENTIAL = re.compile(
    r"auth|bearer|basic|scheme|parameter name|keys?\b|token|secret|credential|clave|chave|jeton"
    r"|`[a-z][\w-]*:|[^\x00-\x7f]"
)
# A sentence about a key: which words name the key, and in which header it is sent.
_KEY_WORDS = r"(?:keys?|tokens?|secret|credentials?|clés?|clave|chave|schlüssel|jeton|ключ|密钥|キー|키)"
_HEADER_WORDS = (
    r"(?:header|en-tête|cabecera|encabezado|cabeçalho|kopf(?:zeile)?|заголовок|заголовке|请求头|ヘッダー|헤더)"
)
_SENDING = re.compile(
    r"\b(?:carry|carries|send|sent|pass|passed|include[sd]?|provided?|put|set|add|supply|supplied|use[sd]?|authenticat\w+|contain|requires?"
    r"|inclu\w+|contenir|port(?:er|e|ent)|envoy\w+|env[ií]\w+|(?:ge)?send\w+|übergeb\w+|trägt|tragen|enthält"
    r"|(?:ist|sind) (?:pflicht|erforderlich))\b|передавайте|传|携带|指定|送信|전송|포함",
    re.IGNORECASE,
)
_KEY_WORD = re.compile(rf"\b{_KEY_WORDS}\b|密钥|キー|키", re.IGNORECASE)
_NAMED_HEADER = re.compile(
    rf"`(?P<before>[A-Za-z][\w-]*)`\s*(?:request |http )?{_HEADER_WORDS}"
    rf"|{_HEADER_WORDS}(?: parameter)?(?: (?:called|named))?\s*:?\s*"
    r"(?:`(?P<behind>[A-Za-z][\w-]*)`|(?P<bare>X-[\w-]+\w))"
    r"|\b(?P<plain>X-[\w-]+\w)\s(?:request |http )?header\b"
    r"|\b(?:as|in|via)\s+`(?P<key>(?=[\w-]*(?:key|token|auth))[A-Za-z]+-[\w-]+)`",
    re.IGNORECASE,
)
_NO_KEY_HEADER = re.compile(
    r"authorization|.*(?:rate|limit|request|idempot|signature|version|trace|content|accept).*", re.I
)
# ``Api key auth (X-Things-Key)``.
_KEY_IN_BRACKETS = re.compile(
    r"\bapi[ -]?key(?: auth(?:entication)?)?\s*\(\s*`?(?P<name>[A-Za-z]+-[\w-]+)`?\s*\)", re.I
)
# ``Authentication: X-Things-Key header``.
_KEY_BY_LABEL = re.compile(
    r"\bauth(?:entication|orization)?[*`]{0,3}\s?[:：][*\s`]{1,4}(?P<name>X-[\w-]+)`?(?: header)?\s*$", re.IGNORECASE
)
# ```X-Things-Key` and `X-Things-Token` are required``: several keys that are sent together.
_KEY_NAMES = re.compile(r"`(X-[\w-]*(?:Key|Token|Secret|Client-I[dD]|App-I[dD]))`", re.IGNORECASE)
_ARE_NEEDED = re.compile(r"\b(?:required?|requires|need(?:ed|s)?|must|send|sent|pass|include)\b", re.IGNORECASE)
# Between two credentials of which one is enough, and what announces several such.
_OR = re.compile(r"\b(?:or|alternatively|oder|ou|или|o)\b|或者?|または|또는|(?<=[\s`])/(?=[\s`])", re.IGNORECASE)
_ONE_IS_ENOUGH = re.compile(
    r"\b(?:one|any|either) of (?:the |these |those )?(?:following |two |three )*"
    r"(?:headers?|(?:auth\w* )?(?:methods?|ways|schemes|options|mechanisms)|credentials)\b"
    r"|\b(?:two|three|several|multiple) (?:ways|methods|options|forms) (?:to authenticate|of auth\w+)"
    r"|\b(?:two|three|several|multiple) (?:auth\w* )(?:ways|methods|options|schemes)\b"
    r"|(?:两种|三种|多种)(?:认证|鉴权)方式",
    re.IGNORECASE,
)
MAX_SENTENCE = 400


def may_name_credential(line: str) -> bool:
    """Return whether a line is worth to be searched for a credential."""
    return _MAY_NAME_CREDENTIAL.search(line.lower()) is not None


def key_header(text: str) -> str:
    """Return the header in which a key is sent, if a sentence says so; else nothing.

    >>> key_header("Send your key in the `X-Kite-Pass` header.")
    'X-Kite-Pass'
    """
    if match := _KEY_IN_BRACKETS.search(text) or _KEY_BY_LABEL.search(text):
        return match["name"]
    for sentence in re.split(r"(?<=[.!?。])\s", text[: 10 * MAX_SENTENCE]):
        match = _NAMED_HEADER.search(sentence) if len(sentence) <= MAX_SENTENCE else None
        if match is None or not _SENDING.search(sentence) or not _KEY_WORD.search(sentence):
            continue
        name = match["before"] or match["behind"] or match["bare"] or match["plain"] or match["key"]
        if not _NO_KEY_HEADER.fullmatch(name):
            return name
    return ""


def needed_keys(text: str) -> list[str]:
    """Return the headers of the keys that a line says are all needed; one alone is found by other signs.

    >>> needed_keys("`X-Kite-Key` and `X-Kite-Token` are required for authorization.")
    ['X-Kite-Key', 'X-Kite-Token']
    """
    names = list(dict.fromkeys(_KEY_NAMES.findall(text[:MAX_SENTENCE])))
    return names if len(names) > 1 and _ARE_NEEDED.search(text[:MAX_SENTENCE]) else []


def are_alternatives(text: str, credentials: Sequence[Credential]) -> bool:
    """Return whether a line says that one of several credentials is enough.

    >>> keys = [Credential(1, "bearer"), Credential(1, "apiKey", name="X-Kite-Key")]
    >>> are_alternatives("Send `Authorization: Bearer KEY` or `X-Kite-Key: KEY`.", keys)
    True
    """
    text = text[:MAX_SENTENCE]
    if _ONE_IS_ENOUGH.search(text):
        return True
    signs = {each.kind if each.kind in HTTP_SCHEMES else each.name for each in credentials}
    places = sorted((at, sign) for sign in signs if (at := text.lower().find(sign.lower())) >= 0)
    between = [text[at + len(sign) : end] for (at, sign), (end, _) in pairwise(places)]
    return bool(between) and all(_OR.search(words) for words in between)


def is_credential(parameter: Parameter) -> bool:
    """Return whether a parameter is a credential, by its name or by the first words of its description."""
    described = _KEY_DESCRIPTION.match(_description(parameter))
    if parameter.location == "query":
        is_sure = _SURE_QUERY_KEY.fullmatch(parameter.name) is not None
        return is_sure or bool(_QUERY_KEY_NAME.fullmatch(parameter.name) and described)
    return parameter.location == "header" and bool(_KEY_NAME.fullmatch(parameter.name) or described)


def credential_of(parameter: Parameter) -> Credential:
    """Make a credential of the parameter that is one."""
    description = _description(parameter)
    written = [parameter.field.schema.get(key) for key in ("default", "enum", "x-placeholder")]
    description = " ".join([description, *(str(value) for value in written if value)])
    is_authorization = parameter.name.lower() == "authorization"
    scheme = next((word for word in HTTP_SCHEMES if re.search(rf"\b{word}\b", description.lower())), None)
    scheme = scheme or ("bearer" if _TRANSLATED_BEARER.search(description) else None)
    kind = scheme if is_authorization and scheme else "apiKey"
    text = _description(parameter)
    return Credential(parameter.line, kind, parameter.location, parameter.name, text, parameter.field.required)


def example_credential(name: str, value: str, line: int) -> Credential | None:
    """Make a credential of a header in an example, if it is one."""
    if name.lower() == "authorization":
        scheme = value.split(maxsplit=1)[0].lower() if value else ""
        return Credential(line, scheme if scheme in HTTP_SCHEMES else "apiKey", name=name, required=True)
    is_one = _KEY_NAME.fullmatch(name) or (_EXAMPLE_NAME.fullmatch(name) and _EXAMPLE_VALUE.fullmatch(value))
    is_one = is_one or _SURE_VALUE.fullmatch(value)
    return Credential(line, "apiKey", name=name, required=True) if is_one else None


def query_credential(name: str, value: str, line: int) -> Credential | None:
    """Make a credential of a name in the query of an example, if its value is a key that is to be filled in."""
    is_one = _QUERY_KEY_NAME.fullmatch(name) and _EXAMPLE_VALUE.fullmatch(value)
    return Credential(line, "apiKey", "query", name, required=True) if is_one else None


def _description(parameter: Parameter) -> str:
    return str(parameter.field.schema.get("description", ""))
