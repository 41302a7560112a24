"""The words that say whether a field is required, nullable or deprecated, and whether it has a default."""

from __future__ import annotations

import re

# Flags beside a type: ``string, required``.
FLAG = re.compile(r"\b(required|mandatory|optional|deprecated|nullable|read[- ]only|write[- ]only)\b", re.IGNORECASE)
REQUIRED_FLAGS = ("required", "mandatory")
DEFAULT_FLAG = re.compile(
    r"\bdefault(?:s to|s)?\s{0,3}[:=]?\s{0,3}(?P<value>`[^`\n]*`|\"[^\"\n]*\"|'[^'\n]*'|[^\s,()]+)", re.IGNORECASE
)

# Cells of a column such as "Required".
YES = re.compile(
    r"(?:yes|true|required|mandatory|must|always|[ymx✓✔✅☑●√]|必须|必填|必选|是)(?:\b|\W|$)", re.IGNORECASE
)
NO = re.compile(r"(?:no|false|optional|never|[noc✗✘❌☐○×]|-+|–|—|可选|选填|非必填|否)(?:\b|\W|$)|$", re.IGNORECASE)

# Cells that hold nothing.
NO_TEXT = ("", "none", "-", "—", "无")
NO_DEFAULT = ("", "-", "–", "—", "none", "n/a", "na", "no default", "*none*", "not set", "unset", "无", "空")
