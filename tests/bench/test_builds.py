"""The builds that are compared."""

import pytest

from scripts.bench.__main__ import main
from scripts.bench.builds.sources import CommitMissingError
from scripts.bench.builds.wheels import wheels_of
from scripts.bench.parts import PARTS


def test_a_commit_that_is_not_in_the_clone():
    with pytest.raises(
        CommitMissingError, match=r"0123abc is not in this clone.*git fetch --unshallow.*--before COMMIT"
    ):
        wheels_of("0123abc")


def test_an_unknown_part(capsys):
    with pytest.raises(SystemExit):
        main(["crowds"])
    assert "no such part: crowds; there are waits, batches" in capsys.readouterr().err


@pytest.mark.parametrize("name", PARTS)
def test_every_part_says_what_it_measures(name):
    assert PARTS[name].__doc__
