"""Programs that measure one thing in the build whose interpreter runs them, and print the result as JSON.

They run in the build before the rebuild, too: they use public names of our packages, and no other package than httpx.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from statistics import fmean
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")


def print_result(measure: Callable[..., DataclassInstance]) -> None:
    """Call `measure` with the keyword arguments that the command line holds as JSON."""
    print(json.dumps(asdict(measure(**json.loads(sys.argv[1])))))


def mean_of(results: Sequence[R]) -> R:
    """Return a result whose every field is the mean of that field."""
    records = [asdict(result) for result in results]
    return type(results[0])(**{name: fmean(record[name] for record in records) for name in records[0]})
