"""The words over the columns of tables, by what the column holds."""

from __future__ import annotations

import re
from functools import lru_cache

from docs2openapi._text.inline import plain_text

COLUMN_WORDS: dict[str, tuple[str, ...]] = {
    "name": (
        *(
            "参数",
            "参数名",
            "参数名称",
            "字段",
            "字段名",
            "名称",
            "属性",
            "パラメータ",
            "パラメーター",
            "フィールド",
            "名前",
        ),
        *("字段名称", "参数字段", "请求参数", "返回参数", "响应参数", "返回字段", "响应字段", "参数英文名", "属性名"),
        *("パラメータ名", "パラメーター名", "フィールド名", "項目名", "プロパティ", "プロパティ名", "変数名", "キー名"),
        *(
            "필드명",
            "필드 이름",
            "파라미터명",
            "매개변수명",
            "항목",
            "변수",
            "键",
            "键名",
            "变量",
            "変数",
            "項目",
            "キー",
        ),
        *("이름", "매개변수", "파라미터", "필드", "имя", "параметр", "поле", "feld", "parámetro", "campo", "nombre"),
        *("paramètre", "champ", "nom", "parâmetro", "nome"),
        *("name", "parameter", "parameters", "param", "field", "fields", "property", "key", "attribute", "argument"),
        *("option", "variable", "header", "headers", "field name", "parameter name", "header name", "path parameter"),
        *("query parameter", "body parameter", "response field", "request field", "body field", "response header"),
        *("request header", "input", "element"),
        *("path", "query", "query param", "path param", "property name", "attribute name"),
        *("object key", "object keys"),
        *("node", "node name", "node name keyword", "节点名称", "节点名称 关键字"),
    ),
    "inner name": (
        *("subfield", "sub field", "subparameter", "sub parameter", "child field", "child parameter", "nested field"),
        *("子参数", "子字段", "二级参数", "二级字段"),
    ),
    "parent": ("parent", "parent node", "parent field", "parent element", "父节点", "父级", "上级字段", "所属字段"),
    "type": (
        *("字段类型", "值类型", "データ型", "자료형", "데이터 타입", "데이터 유형"),
        *("类型", "数据类型", "参数类型", "型", "タイプ", "유형", "타입", "тип", "typ", "tipo"),
        *("type", "data type", "datatype", "schema type", "value type", "types", "kind"),
    ),
    "required": (
        *(
            "必填",
            "是否必填",
            "必須の有無",
            "必须",
            "是否必须",
            "是否必选",
            "是否必需",
            "可选 必选",
            "必选 可选",
            "必需",
            "必要",
            "必选",
            "必須",
        ),
        *("必传", "是否必传", "必填项", "是否必要", "必須項目", "필수여부"),
        *("필수", "필수 여부", "обязательный", "обязательно", "pflicht", "pflichtfeld", "erforderlich"),
        *("obligatorio", "requerido", "obligatoire", "requis", "obrigatório"),
        *(
            "required",
            "mandatory",
            "presence",
            "req",
            "required optional",
            "required or optional",
            "obligatory",
            "is required",
            "must",
            "m o",
        ),
    ),
    "optional": ("optional",),
    "default": (
        *("缺省值", "默认取值", "既定値", "初期値"),
        *(
            "默认值",
            "默认",
            "デフォルト",
            "デフォルト値",
            "기본값",
            "по умолчанию",
            "default",
            "defaults",
            "default value",
        ),
        *("standard", "standardwert", "por defecto", "valor por defecto", "predeterminado", "par défaut"),
        *("valeur par défaut", "défaut", "padrão", "valor padrão"),
    ),
    "description": (
        *("参数含义", "字段含义", "用途", "意义", "解説", "意味", "비고"),
        *(
            "描述",
            "说明",
            "含义",
            "备注",
            "参数说明",
            "参数描述",
            "字段描述",
            "字段说明",
            "详细说明",
            "解释",
            "説明",
            "備考",
            "補足",
            "内容",
            "설명",
            "описание",
            "значение",
        ),
        *("beschreibung", "bedeutung", "descripción", "significado", "signification", "descrição"),
        *("description", "descriptions", "notes", "note", "meaning", "details", "detail", "comment", "comments"),
        *(
            "explanation",
            "what",
            "purpose",
            "what to do",
            "reason",
            "cause",
            "remarks",
            "remark",
            "about",
            "info",
            "summary",
        ),
        *("message", "when", "resolution", "solution", "definition", "how to fix"),
    ),
    "place": ("位置", "参数位置", "in", "location", "located in", "where", "passed in", "sent in"),
    "nullable": ("nullable", "null", "can be null"),
    "values": (
        "values",
        "allowed values",
        "possible values",
        "allowed",
        "enum",
        "enums",
        "accepted values",
        "options",
        "choices",
    ),
    "value": ("value", "值", "取值"),
    "example": (
        *("参数示例", "示例数据", "样例", "举例", "入力例", "예제"),
        *("示例", "示例值", "例", "サンプル", "예시", "пример", "beispiel", "ejemplo", "exemple", "exemplo"),
        *("example", "sample", "example value", "examples"),
    ),
    "status": (
        *(
            "httpcode",
            "http状态码",
            "http 状态码",
            "状态码",
            "ステータス",
            "ステータスコード",
            "상태 코드",
            "код состояния",
        ),
        *(
            "statuscode",
            "code http",
            "código http",
            "http statuscode",
            "http コード",
            "http 상태 코드",
            "código de estado",
            "code de statut",
            "código de status",
        ),
        *("status", "http status", "status code", "http code", "http status code", "http", "response code"),
    ),
    "code": (
        *(
            "错误码",
            "业务码",
            "错误代码",
            "コード",
            "エラーコード",
            "오류 코드",
            "fehlercode",
            "código de error",
            "código de erro",
            "código",
            "codigo",
        ),
        *("code", "error code", "error", "error type", "machine code", "errors", "error name"),
    ),
    "schema": ("schema", "response schema", "model"),
    "range": ("range", "value range", "取值范围", "范围"),
    "other": ("constraints", "restrictions", "since", "limits", "format", "validation"),
}
# Over the names of fields, whatever section they are in.
FIELD_NAME_WORDS = (
    *("parameter", "field", "property", "attribute", "field name", "parameter name", "property name", "attribute name"),
    *(
        "object key",
        "object keys",
        "response field",
        "body parameter",
        "query parameter",
        "path parameter",
        "query",
        "query param",
        "path param",
        "参数名",
        "参数名称",
        "字段",
        "字段名",
        "属性",
    ),
)
_KIND_OF = {word: kind for kind, words in COLUMN_WORDS.items() for word in words}

_FOREIGN_WORDS = tuple(word for word in _KIND_OF if not word.isascii())
_LONGEST_FIRST = sorted(_KIND_OF, key=len, reverse=True)
_WORDS_BY_START: dict[str, list[re.Pattern[str]]] = {}
for _word in _LONGEST_FIRST:
    _WORDS_BY_START.setdefault(_word[0], []).append(re.compile(re.escape(_word), re.IGNORECASE))
# A word and the same in English behind it.
BILINGUAL = re.compile(
    r"(?P<other>[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+)\s+(?P<english>[A-Za-z]+(?: [A-Za-z]+){0,3})"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_FUSED = re.compile(r"[a-z][A-Z]")  # ``StatusCode`` is two words over two columns
MAX_HEADER = 200


def column_kind(cell: str) -> str | None:
    """Return what a column holds; None if its word is not known.

    >>> column_kind("Required?")
    'required'
    """
    return _KIND_OF.get(cell.lower()) if cell.isalpha() else _kind_of_words(cell)


@lru_cache(maxsize=1024)
def _kind_of_words(cell: str) -> str | None:
    words = plain_text(cell).lower()
    kind = _KIND_OF.get(" ".join(_LETTERS.findall(words)))
    if kind is None and (both := BILINGUAL.fullmatch(words)):  # ``参数 Parameter``
        return _KIND_OF.get(both["other"]) or _KIND_OF.get(both["english"])
    if kind is None and "/" in words:  # ``Description/Example``
        return _KIND_OF.get(" ".join(_LETTERS.findall(words.partition("/")[0])))
    return kind


def split_fused_header(header: str) -> list[str] | None:
    """Split a header line whose cells are fused; None if it is not one.

    Each word must be known and begin with a capital letter, or be Chinese: ``ParameterTypeRequired``, ``Error codeHTTP
    status``.

    >>> split_fused_header("ParameterTypeRequired")
    ['Parameter', 'Type', 'Required']
    """
    words = _fused_words(header)
    if not header.isascii() and len(words) == 2 and column_kind(words[0]) != "name":
        return None  # ``状态码说明`` can be a title
    return list(words) if len(words) > 1 else None


@lru_cache(maxsize=1024)
def _fused_words(header: str) -> tuple[str, ...]:
    at = 0
    words: list[str] = []
    if not header[:1].isascii() and not header.startswith(_FOREIGN_WORDS):
        return ()
    while at < len(header) <= MAX_HEADER:
        match = next((m for m in _words_at(header, at) if _is_boundary(header, m.end())), None)
        if match is None:
            return ()
        words.append(match[0])
        at = match.end()
    return tuple(words)


def _words_at(header: str, at: int) -> list[re.Match[str]]:
    """List the known words that begin at an offset, the longest first."""
    if not _begins_word(header[at]):
        return []
    matches = (word.match(header, at) for word in _WORDS_BY_START.get(header[at].lower(), ()))
    return [match for match in matches if match and not _FUSED.search(match[0])]


def _is_boundary(header: str, at: int) -> bool:
    return at == len(header) or _begins_word(header[at])


def _begins_word(letter: str) -> bool:
    return letter.isupper() or "\u4e00" <= letter <= "\u9fff"
