"""Titles that name the status of a response."""

from __future__ import annotations

import re

_STATUS_WORDS = (
    r"(?:accepted|created|example|error|success|response|responses|returns|status|code|http|body|json|with|a"
    r"|状态码|返回码|响应|[—–:：(-])"
)
STATUS_HEADING = re.compile(
    rf"(?:{_STATUS_WORDS}\s*)*\b(?P<status>[2-5](?:\d\d|xx))\b(?![.\d%]| *(?:ms|credits|requests|characters|seconds)\b)"
    r"[\s:)(–—-]*(?P<text>.*)",
    re.IGNORECASE,
)
_STATUS_BEHIND = (
    r"[^()（）]{1,80}[(（](?:(?:HTTP|(?:HTTP )?status(?: code)?|code|状态码)\s?[:：]?\s?)?"
    r"(?P<status>[2-5]\d\d)(?: ?/ ?[2-5]\d\d)*"
    r"(?:[ :–-]{1,3}(?P<text>[^\W\d_][\w' -]{0,39}))?[)）]"
)
# ``Immediate response (202 Accepted)``, ``Error – no such key (401)``.
STATUS_IN_BRACKETS = re.compile(
    r"(?=.*\b(?:response|error|errors|success|accepted|returns|failure|failed|succès|erreur|réponse|éxito|respuesta"
    r"|erfolg|fehler|antwort|sucesso|erro|resposta|успех|ошибка|ответ)\b"
    r"|[^()]*\((?:(?:HTTP )?status(?: code)?\b|HTTP [2-5])"
    r"|.*(?:响应|成功|错误|失败|レスポンス|エラー|성공|오류|에러|응답))" + _STATUS_BEHIND,
    re.IGNORECASE,
)
# The same below a title about what is returned: whatever stands in front.
STATUS_BEHIND = re.compile(_STATUS_BEHIND, re.IGNORECASE)
# In front of the statuses of errors on one line.
ERRORS_LABEL = r"Errors?|Fehler|Erreurs?|Err?ores?|Erros?|Errori|Ошибки|错误|エラー|오류|Lỗi"
