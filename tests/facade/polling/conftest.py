"""An account with jobs whose times are known, and clients of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generation_jobs import Policy

from tests.facade.account import Account
from tests.facade.bodies import SETTINGS

if TYPE_CHECKING:
    from tests.facade.shells import Face, World


@pytest.fixture
def account(world: World) -> Account:
    return Account(world.clock)


@pytest.fixture
def jobs(world: World, account: Account) -> Face:
    return world.jobs(SETTINGS["finetuning"], SETTINGS["breeze"], transport=account.transport())


@pytest.fixture
def counted(world: World, account: Account) -> Face:
    """One request at a time: of more threads, one may stand still between its turn and its request."""
    one = Policy(max_concurrency=1)
    return world.jobs(SETTINGS["finetuning"], transport=account.transport(), policies={"finetuning": one})
