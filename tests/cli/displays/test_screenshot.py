"""The README's picture shows what the live table is today."""

from __future__ import annotations

import re

from scripts.screenshot import PICTURE, draw


def test_the_picture_is_up_to_date() -> None:
    assert PICTURE.read_text(encoding="utf-8") == draw(), "nox -s screenshot"


def test_the_picture_loads_nothing() -> None:
    addresses = re.findall(r"https?://[^\s\"]+", draw())
    assert addresses == ["http://www.w3.org/2000/svg"]
