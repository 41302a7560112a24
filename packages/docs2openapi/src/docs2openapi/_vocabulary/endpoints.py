"""The words with which pages name the method, the URL and the server of an operation."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import METHODS

# Names in the first column of a table with two columns.
METHOD_NAMES = (
    *("method", "http method", "request method", "http verb", "verb", "type", "request type", "preferred http method"),
    *("get/post", "get/post/ws", "methods", "interface method", "api method", "call method", "calling method"),
    *("请求方式", "请求方法", "http方法", "http 方法", "方法", "メソッド", "httpメソッド"),
    *("método", "méthode", "methode", "метод", "메서드"),
)
URL_NAMES = (
    *(
        "url",
        "endpoint",
        "path",
        "uri",
        "address",
        "request url",
        "request path",
        "api url",
        "api path",
        "api endpoint",
        "route",
    ),
    *(
        "http request",
        "http requests",
        "resource",
        "method url",
        "请求地址",
        "请求接口",
        "调用路径",
        "请求路径",
        "请求url",
        "请求uri",
        "接口地址",
        "请求url",
        "路径",
        "地址",
        "接口",
        "端点",
        "接口路径",
        "请求端点",
        "api路径",
    ),
    *("エンドポイント", "パス", "ruta", "dirección", "chemin", "adresse", "pfad", "endereço", "адрес", "путь", "경로"),
    *("요청 uri", "요청 url", "요청 주소"),
)
LABEL_KINDS = {**dict.fromkeys(URL_NAMES, "url"), **dict.fromkeys(METHOD_NAMES, "method")}
# The words over a column of base URLs.
BASE_URL_NAMES = (
    "base url",
    "base urls",
    "server",
    "server url",
    "host",
    "api host",
    "base path",
    "接口域名",
    "请求域名",
    "服务地址",
    "域名",
)

# In front of an operation on its line: ``Endpoint: POST /v1/things``.
_OPERATION_LABELS = (
    *("endpoint", "request", "url", "route", "http request", "method", "resource", "call", "api call", "operation"),
    *(
        "接口地址",
        "请求地址",
        "接口",
        "端点",
        "调用",
        "请求",
        "エンドポイント",
        "リクエスト",
        "엔드포인트",
        "요청",
        "호출",
    ),
    *(
        "эндпоинт",
        "запрос",
        "вызов",
        "endpunkt",
        "aufruf",
        "anfrage",
        "punto final",
        "petición",
        "solicitud",
        "llamada",
    ),
    *("point de terminaison", "requête", "appel", "requisição", "chamada", "richiesta", "chiamata", "żądanie", "istek"),
)
# A line with nothing but the operation: ``POST https://host/v1/things``.
ENDPOINT_LINE = re.compile(
    rf"(?:[>•\s]*(?:http\s+)?(?:{'|'.join(_OPERATION_LABELS)})\s*[:：]?\s*)?"
    rf"[\[【「]?(?P<method>{'|'.join(METHODS)})(?:[\]】」]|(?=\s|:))\s*:?\s+(?P<server>https?://[^\s/?#<>{{}}]+)?(?:(?:https?://|http\(s\)://)?\{{{{1,2}}[\w.-]+\}}{{1,2}}(?=/))?(?P<path>/[^\s?#]*)(?:\?(?P<query>\S*))?"
    r"(?:\s+HTTP/\d(?:\.\d)?|\s{1,4}(?:运行|调试|试一试|Try it|Run|Copy))?",
    re.IGNORECASE,
)
METHOD_WORD = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(METHODS)})(?![A-Za-z])")
# A method beside a word for a request: ``a GET request``, ``GETリクエスト``, ``solicitud GET``.
METHOD_OF_REQUEST = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(METHODS)})[\s-]?"
    r"(?:(?:http )?(?:request|call)\b|リクエスト|请求|方法请求|方式|调用|요청"
    rf"|anfrage|запрос)|(?:request|solicitud|petición|requête|requisição|solicitação|запрос|请求)\s?"
    rf"(?:de tipo |de type |do tipo )?(?:http )?(?:{'|'.join(METHODS)})(?![A-Za-z])",
    re.IGNORECASE,
)
# In a sentence, in front of a base URL.
BASE_URL_CUE = re.compile(
    r"(?<!mcp )(?<!proxy )\b(?:base[ -]?urls?|urls? (?:de )?base|basis-?(?:url|adresse)|base (?:path|endpoint)|root url"
    r"|api url|api host|servers?|host"
    r"|api (?:lives|is served|is available|will be available) at"
    r"|api (?:está|estará|queda) disponible en|api (?:est|sera) disponible (?:sur|à)|api (?:estará|fica) disponível em"
    r"|api ist unter"
    r"|(?:接口|请求|服务)?(?:域名|地址前缀)|服务(?:器|端)?地址|ベースurl|기본 url|базовый url|адрес сервера"
    r"|基础(?:url|地址|路径)"
    r"|(?:uris|urls|paths|endpoints) are relative to"
    r"|(?:it|the (?:server|service|api)) (?:listens|runs|is (?:available|reachable|served)) (?:on|at|under)"
    r"|(?:requests|calls) (?:go|are sent|are made|should be (?:sent|made)) to)\b"
    r"[^.!?]{0,40}?(?=https?://)",
    re.IGNORECASE,
)
# A host without its scheme, behind words that announce it.
HOST_CUE = re.compile(
    r"(?:接口请求域名|请求域名|接口域名|domain name for api requests?)\s*[:：]?\s*"
    r"(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+){1,5})(?![\w/.-]*\w)",
    re.IGNORECASE,
)
# On a line of its own, over base URLs.
BASE_URL_LABEL = re.compile(
    r"\W{0,8}(?:api )?(?:base[ -]?urls?|servers?|host|root url|urls? (?:de )?base|basis-?url|базовый (?:url|адрес)"
    r"|基础 ?(?:url|地址|路径)|服务(?:器|端)?地址|请求域名|接口域名|线上地址|接入地址|ベース ?url|기본 ?url)[:：*\s]*",
    re.IGNORECASE,
)
# A site of documentation, which serves no API.
DOCS_HOST = re.compile(r"https?://(?:docs|developers?|help|support)\.", re.IGNORECASE)
# A host that the reader of the page is to fill in: `api.your-company.com`, or one in words of another script.
PLACEHOLDER_HOST = re.compile(
    r"https?://(?!localhost\b)[^./:]+(?:[:/]|$)|https?://(?:www\.|api\.)?example\.(?:com|org|net|io|ai|dev|app|ru|de|fr|es|it|br|jp|kr|cn)(?:[:/]|$)|https?://(?:[^/]*[.-])?your|https?://[^/]*[^\x00-\x7f]|https?://\S*\w\*\*|https?://(?:[^/]*\.)?x{2,}[.-]",
    re.IGNORECASE,
)
