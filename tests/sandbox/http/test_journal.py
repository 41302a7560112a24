"""Every request is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generation_jobs_sandbox import World

    from tests.sandbox.conftest import Caller


def test_every_request_is_recorded_as_it_arrived(world: World, caller: Caller) -> None:
    caller.get("https://api.bland.ai/v1/speak/samples/a%20b?format=audio", {"authorization": "org_x"})
    caller.get("https://media.sandbox.example/nothing.mp3")
    api, media = world.requests
    assert (api.method, api.host, api.path) == ("GET", "api.bland.ai", "/v1/speak/samples/a%20b")
    assert api.query == {"format": "audio"}
    assert api.headers["authorization"] == "org_x"
    assert (media.host, media.path) == ("media.sandbox.example", "/nothing.mp3")
