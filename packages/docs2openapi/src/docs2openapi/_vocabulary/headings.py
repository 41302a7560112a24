"""The words of headings, labels and tabs, by the role of the section under them.

Roles are the locations of fields (``path``, ``query``, ``header``, ``body``, ``request``, ``response``,
``response header``) and ``errors``, ``limits`` and ``auth``; ``schemas`` for the types that others refer to, and
``other`` for what is not of the operation, such as its webhook.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter

from docs2openapi._vocabulary.columns import BILINGUAL
from docs2openapi._vocabulary.http import CONTENT_TYPE
from docs2openapi._vocabulary.titles.title_words import FOREIGN_NEUTRAL_WORDS, FOREIGN_ROLE_WORDS, title_words
from docs2openapi._vocabulary.titles.whole_titles import ROLE_OF_TITLE

# Sections with these roles list fields.
RESPONSE_ROLES = ("response", "response header", "errors", "limits")
FIELD_ROLES = ("path", "query", "header", "cookie", "body", "request", "response", "response header")

_ROLE_WORDS_ENGLISH = {
    "limits": {"rate", "limit", "limits", "limiting", "quotas"},
    "errors": {"error", "errors", "failure", "failures"},
    "response": {"response", "responses", "returns", "return", "returned", "output", "result", "results"},
    "header": {"header", "headers"},
    "path": {"path"},
    "query": {"query"},
    "body": {"body", "payload", "form", "json", "multipart"},
    "auth": {"auth", "authentication", "authorization", "authorizations"},
    "request": {
        *("param", "params", "parameter", "parameters", "argument", "arguments", "attribute", "attributes", "url"),
        *("property", "properties", "field", "fields", "input", "inputs", "options", "request", "uri"),
    },
}
# A heading has a role only if each of its words is one of a role or one of these.
_NEUTRAL_WORDS = {
    *(
        "a",
        "all",
        "an",
        "and",
        "api",
        "as",
        "code",
        "codes",
        "data",
        "definition",
        "definitions",
        "details",
        "elements",
    ),
    *(
        "example",
        "examples",
        "for",
        "format",
        "formats",
        "handling",
        "http",
        "in",
        "object",
        "of",
        "on",
        "optional",
        "possible",
    ),
    *(
        "reference",
        "required",
        "sample",
        "samples",
        "schema",
        "status",
        "statuses",
        "string",
        "structure",
        "shape",
        "success",
    ),
    *("successful", "syntax", "the", "typical", "values", "your"),
    *FOREIGN_NEUTRAL_WORDS,
}
# Titles of these words alone are over a part of an operation, not over an operation.
_PART_WORDS = {
    *("endpoint", "endpoints", "method", "address", "route", "description", "overview", "summary", "notes", "note"),
    *(
        "エンドポイント",
        "メソッド",
        "概要",
        "端点",
        "接口",
        "接口地址",
        "请求地址",
        "请求方式",
        "接口说明",
        "엔드포인트",
        "эндпоинт",
        "endpunkt",
    ),
    *(
        "usage",
        "remarks",
        "command",
        "commands",
        "curl",
        "shell",
        "python",
        "javascript",
        "typescript",
        "node",
        "go",
        "php",
        "ruby",
        "java",
    ),
}
_ROLE_WORDS = {role: words | FOREIGN_ROLE_WORDS.get(role, set[str]()) for role, words in _ROLE_WORDS_ENGLISH.items()}
_KNOWN_WORDS = _NEUTRAL_WORDS.union(*_ROLE_WORDS.values())
_WORDS_OF_NO_TITLE = _NEUTRAL_WORDS | _PART_WORDS
# Over lists whose entries are fields, even if they have no type.
LISTS_FIELDS = re.compile(
    r"\b(?:param(?:eter)?s|fields|attributes|properties|arguments|elements|keys)\b|参数|字段|属性"
    r"|\b(?:par[áa]metros|campos|paramètres|champs|parâmetros|felder)\b|パラメータ|フィールド|매개변수|필드|параметры|поля",
    re.IGNORECASE,
)
# Whatever else stands in a heading, these words say enough.
_SURE_WORDS = re.compile(
    r"\b(?:query|path|body|header|response|request) (?:param|field|body|header|attribute|schema|argument)"
)
# What a Chinese title ends with says what it is about: ``查询任务请求参数``.
_CHINESE_END = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?P<end>(?:请求|返回|响应)(?:参数|示例|字段|头|体))|(?:创建|提交|查询|生成|任务|轮询|接口)(?P<answer>响应)"
)
_TABLE_NUMBER = re.compile(r"^(?:表|table)\s?\d+[\s:.：]*", re.IGNORECASE)
_CHINESE_NUMBER = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]\s*")  # of a section: ``四、响应示例``
_STUCK_FLAG = re.compile(r"^((?:request )?body)required$", re.IGNORECASE)  # a flag in small letters beside it
# ``Response (Completed)``, ``Request - with a file``.
_QUALIFIED = re.compile(
    r"(?:(?:sample|example) )?(?:(?P<response>response)|request)(?: example| body)?\s*"
    r"(?:\((?![^)]*\d{3})[^()]{1,40}\)|\s[-–—]\s[^\d]{1,40})",
    re.IGNORECASE,
)
# ``响应示例（处理中）``: the same in a script without cases.
_STATE_BEHIND = re.compile(r"^(?P<title>[^()（）\x00-\x7f]{2,12})\s?[(（][^()（）\d]{1,20}[)）]$")
# The same word in English behind a Chinese one: ``请求体（Request Body）``.
_ENGLISH = re.compile(r"(?<=[\u4e00-\u9fff])\s?[(（][A-Za-z][A-Za-z ]{1,23}[)）]")
# ``Completed Job Response``: of a job in that state.
_RESPONSE_OF_STATE = re.compile(
    r"(?:pending|queued|waiting|in[ -]progress|processing|running|successful|completed?|finished|done|failed"
    r"|cancell?ed) (?:(?:job|task|request|generation|render|video|audio|image|status) )?(?:response|result)"
    r"|(?:job|task|request) (?:pending|queued|running|done|completed|finished|failed|errored|cancell?ed) response"
    r"|(?:initial|immediate|first|final|polling|async(?:hronous)?|sync(?:hronous)?) response"
    r"|response (?:when|while|if|once|after|during|for)\b(?!.*(?:error|fail|invalid|webhook|callback)).{2,40}"
    r"|response: (?:pending|queued|processing|running|completed?|finished|done)|(?:on )?success|if successful",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\s\([^()\d]{1,60}\)$")  # ``Synchronous response (without a webhook)``
# The state of a request that was made before is an operation of its own; how to send one is no list of fields.
_WITHOUT_ROLE = (
    "request status",
    "request state",
    "status of a request",
    "request progress",
    "request successful",
    "request success",
    "请求说明",
    "请求成功",
    "请求失败",
)
# A sentence over a list of fields: ``Send JSON with these keys:``.
_FIELDS_FOLLOW = re.compile(
    r"(?:(?P<response>(?:it |this )?(?:returns|responds with|answers with|gives back)"
    r"|the (?:answer|response|reply|result|object returned)\b)"
    r"|(?:the following (?:are|is) (?:the )?(?!.*(?:respon|return))"
    r"|send|pass|post|provide|include|supply|submit|accepts|receives|takes|the (?:request )?body\b"
    r"|request (?:body|format|data)\b"
    r"|where [\w`]+ is an? (?:json )?\w+ (?:with|that has)))[^.]{0,50}"
    r"\b(?:keys|fields|param(?:eter)?s|properties|attributes|members|arguments)\b.{0,20}",
    re.IGNORECASE,
)
_HEADERS_FOLLOW = re.compile(
    r"(?:the |each |every |a )?(?:successful )?response (?:also )?(?:has|contains|includes|carries|comes with)\b"
    r"[^.]{0,30}\bheaders:?",
    re.IGNORECASE,
)
# ``Body中放置请求参数,参数如下``
_CHINESE_FOLLOW = re.compile(
    r"(?P<place>body|query|url|header|path|请求体|请求头|表单)\s?[中里内].{0,12}参数.{0,12}", re.IGNORECASE
)
_CHINESE_PLACES = {"url": "query", "请求体": "body", "请求头": "header", "表单": "body"}
_SENT_AS = re.compile(r"\b(?P<place>query|path|header) (?:string )?(?:param(?:eter)?|field)s\b", re.IGNORECASE)
# What such a section tells of is not this operation.
_OTHER_WORDS = {"webhook", "webhooks", "callback", "callbacks", "changelog", "using", "回调", "sdk", "sdks"}
# What goes over a connection that stays open: ``WebSocket notification (when the job is done)``.
_OF_SOCKET = re.compile(
    r"(?:\d+[.)]\s*)?web ?sockets? (?:connection|messages?|notifications?|events?|errors?|url|subscriptions?)\b.{0,60}",
    re.IGNORECASE,
)
_BESIDE_OTHERS = _OTHER_WORDS.union(
    _KNOWN_WORDS, ("protocol", "event", "events", "notification", "notifications", "delivery", "retries", "security")
)
# What is promised, and not in force: ``Authentication (coming soon)``.
_PLANNED = re.compile(
    r"\s?[(（\[](?:future|planned|coming soon|not yet|futuro|próximamente|em breve|futur|à venir|geplant|в будущем"
    r"|规划中|计划中|未来|将来|予定|예정)[)）\]]",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"\w_\w")
_WORD = re.compile(r"[^\W\d_]+")
# A title in English has none of the roles without one of these: most lines of a page have none.
_SIGNS = {
    *("keys", "members", "status", "bodyrequired", "success", "successful"),
    *("websocket", "websockets", "sockets", "socket"),
    *_OTHER_WORDS.union(*_ROLE_WORDS.values(), *map(str.split, ROLE_OF_TITLE)),
}

# The title of a page about more than one operation.
WHOLE_API = re.compile(r".*\b(?:API|API reference|documentation)", re.IGNORECASE)
MAX_HEADING = 200

# A title that is one word for programs: ``requestBody``.
_ONE_WORD = re.compile(r"(?:request|response|query|path|header)(?:Headers?|Body|Params|Parameters|Fields|Example)")
_NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Where it is sent behind a title in another script: ``请求参数 (Query)``.
_PLACE_BEHIND = re.compile(
    r"(?P<title>[^\x00-\x7f]+) ?[(（](?P<place>Query|Path|Header|Cookie|Body)[)）]", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def section_role(heading: str) -> str | None:
    """Return the role of the section under a heading; None if its words say nothing that is known.

    >>> section_role("Query parameters")
    'query'
    """
    heading = _NEXT_WORD.sub(" ", heading) if _ONE_WORD.fullmatch(heading) else _without_condition(heading)
    if _says_nothing(heading):
        return None
    if is_planned(heading):
        return "other" if section_role(_PLANNED.sub("", heading)) else None
    heading = _STUCK_FLAG.sub(itemgetter(1), _TABLE_NUMBER.sub("", heading))
    if role := _announced_role(heading) or _role_by_form(heading):
        return role
    heading = heading if heading.isascii() else _CHINESE_NUMBER.sub("", heading)
    if place := _PLACE_BEHIND.fullmatch(heading):
        return place["place"].lower() if section_role(place["title"]) == "request" else section_role(place["title"])
    heading = _STATE_BEHIND.sub(itemgetter("title"), heading if heading.isascii() else _ENGLISH.sub("", heading))
    named = CONTENT_TYPE.sub("", heading.lower())
    if (title := " ".join(_WORD.findall(named))) in _WITHOUT_ROLE:
        return None
    if title in ROLE_OF_TITLE:
        return ROLE_OF_TITLE[title]
    if (match := _CHINESE_END.fullmatch(title)) and (end := match["end"] or match["answer"]) in ROLE_OF_TITLE:
        return ROLE_OF_TITLE[end]
    words = title_words(named)
    if _OTHER_WORDS.intersection(words) and _BESIDE_OTHERS.issuperset(words):
        return "other"
    is_known = bool(words) and _KNOWN_WORDS.issuperset(words)
    if not is_known and not _SURE_WORDS.search(heading.lower()):
        return None
    return _role_of_words(set(words))


def _without_condition(heading: str) -> str:
    """Return the title of a response in some state without what it depends on, in brackets behind it."""
    bare = _CONDITION.sub("", heading) if heading.endswith(")") else heading
    return bare if _RESPONSE_OF_STATE.fullmatch(bare) else heading


def _role_by_form(heading: str) -> str | None:
    """Return the role of a heading with a state, in two languages or about a connection; None if it is none."""
    if _OF_SOCKET.fullmatch(heading):
        return "other"
    if match := _QUALIFIED.fullmatch(heading):
        return "response" if match["response"] else "body" if "body" in heading.lower() else "request"
    if _RESPONSE_OF_STATE.fullmatch(heading.strip(" :")):
        return "response"
    both = None if heading.isascii() else BILINGUAL.fullmatch(heading)
    return section_role(both["english"]) or section_role(both["other"]) if both else None


def _announced_role(sentence: str) -> str:
    """Return where the fields are that a sentence announces, ``Send these as query parameters``; else nothing."""
    if _HEADERS_FOLLOW.fullmatch(sentence):
        return "response header"
    if not sentence.isascii() and (chinese := _CHINESE_FOLLOW.fullmatch(sentence)):
        place = chinese["place"].lower()
        return _CHINESE_PLACES.get(place, place)
    match = _FIELDS_FOLLOW.fullmatch(sentence)
    place = _SENT_AS.search(sentence) if match else None
    if match is None or match["response"]:
        return "response" if match else ""
    return place["place"].lower() if place else "request"


def _says_nothing(heading: str) -> bool:
    """Return whether this is a field's name, such as ``response_format``, a sentence, or without any word of a role."""
    if heading.isascii() and _SIGNS.isdisjoint(_WORD.findall(heading.lower())):
        return True
    return heading.endswith("。") or _IDENTIFIER.search(heading) is not None


def announces_fields(title: str) -> bool:
    """Return whether a sentence leads in to a list of fields.

    >>> announces_fields("Send JSON with these keys")
    True
    """
    return _FIELDS_FOLLOW.fullmatch(title) is not None


def is_planned(heading: str) -> bool:
    """Return whether a heading promises what is below it.

    >>> is_planned("Authentication (coming soon)")
    True
    """
    return _PLANNED.search(heading) is not None


def is_title(heading: str) -> bool:
    """Return whether a heading names something of the page's own, such as an operation.

    >>> is_title("Cancel a job"), is_title("Code examples")
    (True, False)
    """
    if heading.startswith("/"):
        return True
    return section_role(heading) is None and not _WORDS_OF_NO_TITLE.issuperset(title_words(heading.lower()))


def _role_of_words(words: set[str]) -> str | None:
    if "request" in words and not words.isdisjoint({"response", "responses"}):
        return None  # of both
    if "request" in words and words.isdisjoint({"response", "responses", "returns"}):
        words = words - {"result", "results"}  # the request for a result
    role = next((role for role, signs in _ROLE_WORDS.items() if signs & words), None)
    if role == "response" and {"header", "headers"} & words:
        return "response header"
    return "errors" if role is None and {"status", "codes"} <= words else role


def says_more(outer: str | None, inner: str) -> bool:
    """Return whether the outer of two roles is the more exact one: "Errors" around "Response"."""
    if outer in RESPONSE_ROLES and inner in ("request", "body", "auth"):
        return True
    if outer in ("path", "query", "header", "body") and inner == "request":
        return True
    return outer == "errors" and inner == "response"
