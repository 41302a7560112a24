"""A transport of the user's own: whatever httpx takes, also with answers that are complete already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from tests.facade.bodies import IMAGE, SETTINGS, oxen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import World

PNG = b"\x89PNG\r\n\x1a\n"


def answer(request: httpx.Request) -> httpx.Response:
    if request.url.host == "media.example":
        return httpx.Response(200, content=PNG, headers={"content-type": "image/png"})
    return httpx.Response(200, json=oxen("succeeded", generation_id="gen-1", result_url=IMAGE))


def test_answers_that_are_complete_already(world: World, tmp_path: Path) -> None:
    jobs = world.jobs(SETTINGS["oxen"], transport=httpx.MockTransport(answer))
    (path,) = jobs.download(jobs.wait("oxen:gen-1"), tmp_path)
    assert path.read_bytes() == PNG
