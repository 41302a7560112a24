"""The words that say whether a field is required, nullable or deprecated, and whether it has a default."""

from __future__ import annotations

import re

# Flags beside a type: ``string, required``.
REQUIRED_FLAGS = (
    *(
        "required",
        "mandatory",
        "必填",
        "必选",
        "必需",
        "必须",
        "必須",
        "필수",
        "обязательный",
        "обязательно",
        "erforderlich",
        "pflicht",
    ),
    *(
        "مطلوب",
        "إلزامي",
        "обязательное",
        "обязательная",
        "обязательные",
        "必要",
        "zorunlu",
        "obligatoires",
        "obligatorios",
        "obrigatórios",
        "erforderliche",
    ),
    *("bắt buộc", "obligatorio", "obligatoria", "requerido", "obligatoire", "requis", "obrigatório"),
)
_OPTIONAL_FLAGS = (
    *(
        "optional",
        "可选",
        "选填",
        "非必要",
        "非必填",
        "任意",
        "선택",
        "необязательный",
        "необязательно",
        "opcional",
        "optionnel",
        "facultatif",
        "tùy chọn",
    ),
    *("اختياري", "オプション", "省略可能", "省略可", "необязательное", "необязательная", "необязательные", "opsiyonel"),
)
_FLAG_TITLE = re.compile(rf"\W*(?:{'|'.join((*REQUIRED_FLAGS, *_OPTIONAL_FLAGS))})\W*", re.IGNORECASE)
FLAG = re.compile(
    rf"\b({'|'.join((*REQUIRED_FLAGS, *_OPTIONAL_FLAGS))}|deprecated|nullable|immutable"
    r"|(?:read|write|output|input)[- ]only)\b",
    re.IGNORECASE,
)
DEFAULT_FLAG = re.compile(
    r"\bdefault(?:s to|s| is| value is)?\s{0,3}[:=]?\s{0,3}(?P<value>`[^`\n]*`|\"[^\"\n]*\"|'[^'\n]*'|[^\s,()]+)",
    re.IGNORECASE,
)
# The same in words behind a type: ``optional, default: large``.
DEFAULT_WORD = re.compile(
    r"(?:\bdefault(?:s to| is)?|\bpor defecto|\bpar défaut|\bpadrão|\bstandard|默认值?|デフォルト|기본값)"
    r"\s?[:：=]?\s?(?P<value>[^,;()]+)",
    re.IGNORECASE,
)

# Cells of a column such as "Required".
YES = re.compile(
    r"(?::[\w-]*check[\w-]*:|yes|true|required|mandatory|must|always|compulsory|[ymx✓✔✅☑●√◎]"
    r"|必须|必需|必填|必选|必傳|必传|必須|必選|必|是|要|はい|필수|예|да|обязател(?:ьно|ен|ьный|ьное|ьна)|обяз"
    r"|ja|pflicht(?:feld)?|erforderlich|s[iíì]|oui|sim|obligatori[oa]|obligatoire|requis|requerid[oa]|obrigatóri[oa]"
    r"|obbligatori[oa]|evet|zorunlu|có|bắt buộc|tak|مطلوب|إلزامي|نعم|wymagan[ey]|ya|wajib|verplicht)(?:\b|\W|$)",
    re.IGNORECASE,
)
NO = re.compile(
    r"(?::(?:x|[\w-]*(?:close|cross|no_entry)[\w-]*):|no|false|optional|never|[noc✗✘❌☐○×✕⨯]|-+|–|—"
    r"|可选|可選|选填|選填|非必填|非必传|非必须|非必須|非必选|否|不必|いいえ|任意項目|任意|선택|아니요|아니오"
    r"|нет|не обязател\w+|необязател\w+"
    r"|опционал\w+|nein|nicht erforderlich|non|não|opcional|optionn?el(?:le)?|optional[ei]?|facultati[fv]e?"
    r"|facoltativ[oa]|opzionale|hayır|isteğe bağlı|opsiyonel|không|tùy chọn|اختياري|لا|nie|opcjonaln[aey]"
    r"|tidak|opsional|optioneel|nee"
    r")(?:\b|\W|$)|$",
    re.IGNORECASE,
)

# The same in other languages, where cells are fused; the longer first.
FOREIGN_YES = (
    *("Obrigatório", "Obligatorio", "Obligatoire", "Erforderlich", "Pflicht", "Sim", "Sí", "Oui", "Ja", "Да"),
    *("必填", "必须", "必选", "是", "必須", "はい", "필수", "예"),
)
FOREIGN_FLAGS = (
    *FOREIGN_YES,
    *("Opcional", "Facultatif", "Optionnel", "Não", "Non", "Nein", "Нет", "可选", "选填", "否"),
    *("任意", "いいえ", "선택"),
)
# Cells that hold nothing.
NO_TEXT = ("", "none", "-", "—", "无")
# A default that is told, not named: ``the latest version``, ``最新形象``.
DEFAULT_PROSE = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af][\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\s,，、。()（）]+"
    r"|(?:défaut|valeur|valor|predeterminado|default) (?:du|de|del|des|of) .+"
    r"|(?:same as|the|depends on|as in|current|value of)\s[a-z][\w' ,-]+|[a-z]+(?: [a-z']+){3,}\.?",
    re.IGNORECASE,
)
NO_DEFAULT = ("", "-", "–", "—", "none", "n/a", "na", "no default", "*none*", "not set", "unset", "无", "空")


def is_flag_title(title: str) -> bool:
    """Return whether a title is nothing but a flag, which the fields below it have: "Required"."""
    return _FLAG_TITLE.fullmatch(title) is not None


def required_by_title(title: str) -> str:
    """Return "yes" if the fields below a title are all required, else nothing.

    >>> required_by_title("Required parameters")
    'yes'
    """
    words = title.lower()
    is_required = any(re.search(rf"\b{flag}\b", words) for flag in REQUIRED_FLAGS)
    return "yes" if is_required and "optional" not in words and "not " not in words else ""
