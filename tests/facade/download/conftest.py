"""A client that has a finished job with one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.facade.bodies import DONE, SETTINGS
from tests.facade.picture import URL

if TYPE_CHECKING:
    from tests.facade.shells import Face, World


@pytest.fixture
def jobs(world: World) -> Face:
    world.script.on(URL, DONE)
    return world.jobs(SETTINGS["oxen"])
