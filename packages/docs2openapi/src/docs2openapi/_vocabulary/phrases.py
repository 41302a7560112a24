"""The phrases of descriptions that say which values a field can have, its default, or that it is required."""

from __future__ import annotations

import re

# In front of a list of values.
VALUES_CUE = re.compile(
    r"\b(?:(?:must|can|may|should) be (?:one of|either)"
    r"|(?:is )?(?:each )?(?:either )?one of(?: the following(?: values)?)?"
    r"|(?:allowed|possible|valid|accepted|supported|available|permitted|enum) (?:values?|options?|choices)"
    r"(?: are| include)?|options(?: are)?|enum|choices|values(?: are)?)\s*(?::|(?=[`\"'“\[]))\s*\[?"
    r"|\b(?:can|may|must) be\s+(?=`)"
    r"|(?:枚举值|可选值|取值)\s*[:：]\s*|\bone of\s+(?=[a-z0-9_-]+,)",
    re.IGNORECASE,
)
# In front of some values, but not of all.
EXAMPLES_CUE = re.compile(r"\b(?:e\.g|such as|for example|like)\b[^.]*$", re.IGNORECASE)

DEFAULT_PHRASE = re.compile(
    r"(?<![\w`\"'])(?:defaults? to|default(?: value)?(?: is)?)\s{0,3}[:=]?\s{0,3}"
    r"""(?:`"?(?P<code>[^`\n"]+)"?`|"(?P<quoted>[^"\n]*)"|(?P<bare>true|false|null|-?\d+(?:\.\d+)?)(?![\w%]|[.,]\d))""",
    re.IGNORECASE,
)
# Behind one of the values: ``mp3` (default)``.
DEFAULT_MARK = re.compile(r"`(?P<value>[^`\n]+)`\s\((?:the )?default\)", re.IGNORECASE)

REQUIRED_START = re.compile(r"^[\s(\[*_`]*required[\s)\]*_`]*(?:[.:;,—–-]|$)", re.IGNORECASE)

# Lines that lead in to an example: which body is it?
RESPONSE_LEAD_IN = re.compile(
    r"\b(?:returns?|returned|responds?|response|responses|answers?|result|output)\b", re.IGNORECASE
)
REQUEST_LEAD_IN = re.compile(r"\b(?:request|send|body|payload|post|input)\b", re.IGNORECASE)
ERROR_LEAD_IN = re.compile(r"\b(?:errors?|failures?)\b", re.IGNORECASE)
# The same in the title of an example.
RESPONSE_TITLE = re.compile(r"\b(?:response|returns|output)\b", re.IGNORECASE)
REQUEST_TITLE = re.compile(r"\b(?:request|body|payload|input)\b", re.IGNORECASE)
