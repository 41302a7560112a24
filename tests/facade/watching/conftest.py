from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import Finetuning, Oxen
from generation_jobs_sandbox import Sandbox

from tests.facade.watching.collector import Collector
from tests.facade.watching.secrets import KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.facade.shells import Face, World


@pytest.fixture
def box(world: World) -> Iterator[Sandbox]:
    with Sandbox() as one:
        one.world.now = world.clock.now
        yield one


@pytest.fixture
def online(world: World, box: Sandbox) -> Callable[..., Face]:
    """Jobs at the sandbox, on the virtual clock."""

    def connect(**options: Any) -> Face:
        settings = Oxen(api_key=KEY, base_url=box.base_url("oxen"))
        other = Finetuning(api_key=box.environ()["FINETUNING_API_KEY"], base_url=box.base_url("finetuning"))
        return world.online(settings, other, clock=world.clock, allow_private_media=True, **options)

    return connect


@pytest.fixture
def collector() -> Iterator[Collector]:
    one = Collector()
    yield one
    one.end()
