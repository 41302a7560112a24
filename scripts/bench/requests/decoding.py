"""CPU of decoding a page of a list, beside the build before and libraries that do the same from annotations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal, cast

from scripts.bench.measuring.timing import cpu
from scripts.bench.programs.rows import Rows, page_of
from scripts.bench.report.figures import BEFORE, Figure, ratio_at_most

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.bench.context import Context

_ROWS = 1_000
_TURNS, _TIMES = 3, 10
_MOST_OF_BEFORE = 0.5
_UNIT = "µs"

_FIELDS: dict[str, Any] = {
    "generation_id": str | None,
    "status": Literal["queued", "processing", "succeeded", "failed", "cancelled"] | None,
    "media_type": Literal["image", "video"] | None,
    "model_name": str | None,
    "prompt": str | None,
    "enqueued_at": int | None,
    "started_at": int | None,
    "completed_at": int | None,
    "cost": str | None,
    "error_message": str | None,
    "result_url": str | None,
    "target_directory": str | None,
    "target_namespace": str | None,
    "target_repo": str | None,
    "user_id": str | None,
    "user_image": str | None,
    "username": str | None,
}


def decoding(context: Context) -> list[Figure]:
    """Decode a page of a thousand rows, of seventeen fields each."""
    context.progress("a page of a list in both builds")
    rounds = context.builds.in_turns(_TURNS, "rows", Rows, rows=_ROWS, times=_TIMES)
    now, before = min(now.cpu_us for now, _ in rounds), min(before.cpu_us for _, before in rounds)
    what = f"CPU of a row of {_ROWS:,}"
    context.progress("the same rows by other libraries")
    return [
        Figure(what, now, BEFORE, before, _UNIT, ratio_at_most(_MOST_OF_BEFORE)),
        *(Figure(what, now, name, _cost(decode), _UNIT) for name, decode in _others().items()),
    ]


def _others() -> dict[str, Callable[[list[dict[str, Any]]], object]]:
    import attrs
    import msgspec  # late, all three: the tests import this module without the peers
    import pydantic

    struct: Any = msgspec.defstruct("Row", [*_FIELDS.items()])
    model: Any = pydantic.create_model("Row", **_FIELDS)
    adapter: Any = pydantic.TypeAdapter(cast("Any", list)[model])
    plain: Any = attrs.make_class("Row", [*_FIELDS])
    return {
        "msgspec": lambda rows: msgspec.convert(rows, cast("Any", list)[struct]),
        "pydantic": adapter.validate_python,
        "attrs, unchecked": lambda rows: [plain(**row) for row in rows],
    }


def _cost(decode: Callable[[list[dict[str, Any]]], object]) -> float:
    """Return the microseconds of a row at its best."""
    rows = page_of(_ROWS)["generations"]
    return min(cpu(partial(decode, rows)) for _ in range(_TURNS * _TIMES)) / _ROWS * 1e6
