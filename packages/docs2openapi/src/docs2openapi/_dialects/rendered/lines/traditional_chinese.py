"""Chinese of Taiwan and Hong Kong: titles, labels and short cells in the words that the vocabulary has."""

from __future__ import annotations

import re

from docs2openapi._fields.stacked import LATE_LABEL
from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.endpoints import LABEL_KINDS
from docs2openapi._vocabulary.flags import NO, YES
from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.labels import parse_labelled
from docs2openapi._vocabulary.titles.values import valued_name
from docs2openapi._vocabulary.types import parse_type

# What pages of Japanese have never, or have kana beside it.
TRADITIONAL_WORDS = ("參數", "請求", "回應", "回傳", "欄位", "範例", "認證", "標頭", "預設")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CELL = re.compile(r"[^|\t]+")
# Of a title, a label in front of its value, or a cell: no sentence.
_SHORT = re.compile(r"[\s#*_•-]*[^\s，。、；,;:：]{1,16}(?: [^\s，。、；,;:：]{1,16})?[\s*_]*(?=[:：]|$)")
_WORDS = {
    "回應主體": "响应体",
    "回應本文": "响应体",
    "回應體": "响应体",
    "請求主體": "请求体",
    "請求本文": "请求体",
    "請求體": "请求体",
    "回應": "响应",
    "回傳": "返回",
    "欄位": "字段",
    "範例": "示例",
    "標頭": "请求头",
    "預設": "默认",
    "型別": "类型",
    "資料": "数据",
    "介面": "接口",
    "字串": "字符串",
    "布林值": "布尔值",
    "布林": "布尔",
    "物件": "对象",
    "陣列": "数组",
    "數值": "数字",
    "網址": "地址",
}
_ANY_WORD = re.compile("|".join(_WORDS))
_LETTERS = str.maketrans(
    "請參數應體頭徑認證錯誤狀態碼說類選授權設結構響務輸詢範圍標題備註對組稱處描異長隊須閾",
    "请参数应体头径认证错误状态码说类选授权设结构响务输询范围标题备注对组称处描异长队须阈",
)


def rewrite_traditional_chinese(lines: list[str]) -> list[str] | None:
    """Write such words as in simplified Chinese, and leave sentences as they are; None if the page is Japanese."""
    if any(_KANA.search(line) for line in lines):
        return None
    return [line if line.isascii() else _CELL.sub(_cell, line) for line in lines]


def _cell(cell: re.Match[str]) -> str:
    title = _SHORT.match(cell[0])
    words = _simplified(title[0]) if title else ""
    return words + cell[0][title.end() :] if title and _is_known(words.strip(" #*_•-")) else cell[0]


def _simplified(words: str) -> str:
    return _ANY_WORD.sub(lambda word: _WORDS[word[0]], words).translate(_LETTERS)


def _is_known(words: str) -> bool:
    """Return whether words are in the vocabulary: any others, such as the title of an operation, stay as they are."""
    is_flag = YES.fullmatch(words) or NO.fullmatch(words) or LATE_LABEL.fullmatch(f"{words}:")
    is_name = section_role(words) or column_kind(words) or valued_name(words) or LABEL_KINDS.get(words)
    return bool(words) and bool(is_flag or is_name or parse_type(words) or parse_labelled(f"{words}:"))
