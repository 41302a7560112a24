"""The labels in front of what is said of a field or an error, ``Required: Yes``, by what they mean."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS: dict[str, tuple[str, ...]] = {
    "type": ("type", "tipo", "typ", "тип", "类型", "タイプ", "型", "유형", "타입"),
    "required": (
        *("required", "obligatoire", "obligatorio", "obligatoria", "obbligatorio", "campo obbligatorio", "exigido"),
        *("obrigatório", "erforderlich", "обязательный", "обязательно", "必需", "必填", "必須", "필수", "필수 여부"),
    ),
    "status": (
        *("http status code", "status code", "code d'état http", "código de estado http", "codice di stato http"),
        *("código de status http", "http-statuscode", "код состояния http", "http 状态代码", "http 状态码"),
        *("http ステータスコード", "http 상태 코드"),
    ),
    "in": ("in", "location", "位置", "参数位置", "위치"),
    "default": ("default", "par défaut", "predeterminado", "padrão", "standard", "默认值", "デフォルト", "기본값"),
    "values": (
        *("valid values", "allowed values", "valeurs valides", "valores válidos", "gültige werte", "有效值"),
        *("可选值", "枚举值", "允许值"),
    ),
    "description": (
        *("description", "描述", "说明", "説明", "설명", "описание", "beschreibung", "descripción", "descrição"),
    ),
    "other": (
        *("length constraints", "pattern", "array members", "valid range", "map entries", "note", "modèle", "patrón"),
        *("modello", "muster", "模式", "パターン", "패턴", "contraintes de longueur", "restricciones de longitud"),
        *("längenbeschränkungen", "长度限制", "長さの制限", "길이 제약"),
    ),
}
_MEANING = {word: meaning for meaning, words in _WORDS.items() for word in words}
_LABELLED = re.compile(
    rf"(?P<label>{'|'.join(sorted(map(re.escape, _MEANING), key=len, reverse=True))})\s*[:：]\s*(?P<value>.*)",
    re.IGNORECASE,
)


class Labelled(NamedTuple):
    """What a line says: ``type``, ``required``, ``status``, ``in``, ``default``, ``values`` or ``other``, and what."""

    meaning: str
    value: str


def parse_labelled(text: str) -> Labelled | None:
    """Parse a line with a label of a field or an error; None if it is anything else.

    >>> parse_labelled("Obligatoire : oui")
    Labelled(meaning='required', value='oui')
    """
    match = _LABELLED.fullmatch(text.replace("’", "'"))
    return Labelled(_MEANING[match["label"].lower()], match["value"].strip()) if match else None
