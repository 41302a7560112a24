"""The titles over the values of a field, such as ``Possible status values``."""

from __future__ import annotations

import re

# The fields whose values pages list under a title, by the words for them.
_NAMES = {
    **dict.fromkeys(("status", "statuses", "statut", "statuts", "estado", "estados", "状态", "ステータス"), "status"),
    **dict.fromkeys(("статус", "статусы", "статусов", "상태", "stato", "stati", "statuswerte"), "status"),
    **{f"{name}{end}": name for name in ("state", "phase", "stage") for end in ("", "s")},
}
_AROUND = {
    *("these", "are", "here", "following", "different", "current", "can", "be", "its", "each"),
    *("possibles", "posibles", "possíveis", "valeurs", "valores", "du", "de", "del", "la", "les", "los", "des"),
    *(
        "задачи",
        "задач",
        "возможные",
        "значения",
        "작업",
        "값",
        "목록",
        "가능한",
        "mögliche",
        "werte",
        "möglichen",
        "der",
    ),
    *("possible", "valid", "all", "available", "allowed", "values", "value", "list", "of", "the", "job", "task", "and"),
    *(
        "enum",
        "types",
        "meanings",
        "meaning",
        "explained",
        "lifecycle",
        "generation",
        "flow",
        "a",
        "field",
        "transitions",
    ),
    *("request", "prediction", "video", "audio", "image", "render", "definitions", "descriptions", "description"),
}
# Words that are values wherever they stand: no field is called so.
_STATES = re.compile(
    r"true|false|null|\d.*|pending|queued|waiting|starting|processing|running|in[_-]progress|completed?|finished|done"
    r"|failed|failure|succeeded|cancell?ed|expired",
    re.IGNORECASE,
)
# The words for states that many services have; the longer of two with the same beginning is first.
STATE_WORDS = (
    *("pending", "queued", "waiting", "starting", "created", "processing", "running", "in_progress", "completed"),
    *("complete", "finished", "succeeded", "success", "done", "failed", "failure", "cancelled", "canceled", "expired"),
)
# Words that are titles of a page wherever they stand: no status is called so.
_ORDINARY_TITLES = {
    *("pricing", "price", "prices", "billing", "cost", "costs", "credits", "notes", "note", "example", "examples"),
    *("request", "response", "responses", "errors", "limits", "usage", "authentication", "polling", "overview"),
    *("support", "webhook", "webhooks", "parameters", "headers", "body", "faq", "see", "next", "changelog"),
}
_MAY_NAME = re.compile("stat|estado|phase|stage|状态|ステータス|статус|상태")
_WORD = re.compile(r"[^\W\d_]+")
_CHINESE = re.compile(
    r"(?:任务|作业|可能的?|タスク|ジョブ|処理)?の?(?P<name>状态|ステータス)(?:值|说明|列表|枚举|流转|类型|の?(?:値|説明|一覧|種類))?"
)


def valued_name(title: str) -> str:
    """Return the name of the field whose values a title announces; empty if it announces none.

    >>> valued_name("Possible Status Values:")
    'status'
    """
    if not _MAY_NAME.search(title.lower()):
        return ""
    words = _WORD.findall(title.lower())
    if len(words) == 1 and (match := _CHINESE.fullmatch(words[0])):
        return _NAMES[match["name"]]
    names = {_NAMES[word] for word in words if word in _NAMES}
    is_title = len(names) == 1 and all(word in _NAMES or word in _AROUND for word in words)
    return names.pop() if is_title else ""


def is_state(word: str) -> bool:
    """Return whether a word is a value, such as the state of a job, and not the name of a field.

    >>> is_state("in_progress")
    True
    """
    return _STATES.fullmatch(word) is not None


def is_ordinary_title(word: str) -> bool:
    """Return whether a word is the title of a section, and no value of a field.

    >>> is_ordinary_title("Pricing")
    True
    """
    return word.lower() in _ORDINARY_TITLES


def is_status_name(word: str) -> bool:
    """Return whether a word is one for the state of a job.

    >>> is_status_name("status")
    True
    """
    return word.lower() in _NAMES
