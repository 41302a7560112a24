"""Content codings: gzip alone, whole, and never more at once than the caller can check."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest
from generation_jobs import JobStatus, TransportError
from generation_jobs._http.messages import Gunzip

from tests.facade.bodies import BREEZE_URL, SETTINGS, breeze
from tests.facade.script import Answer

if TYPE_CHECKING:
    from tests.facade.shells import World

BODY = json.dumps(breeze("active", generation_job_id="1")).encode()


def answer(coding: str, body: bytes, *parts: bytes) -> Answer:
    headers = {"content-type": "application/json", "content-encoding": coding}
    return Answer(200, headers=headers, chunks=(body, *parts))


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "x-gzip"])
def test_gzip_is_decoded_however_it_is_cut(world: World, coding: str) -> None:
    packed = gzip.compress(BODY[:50]) + gzip.compress(BODY[50:])  # two members are one body
    world.script.on(BREEZE_URL.format(id="1"), answer(coding, *(bytes([byte]) for byte in packed)))
    assert world.jobs(SETTINGS["breeze"]).get("breeze:1").status is JobStatus.RUNNING
    assert world.script.requests[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("coding", "body", "why"),
    [
        ("deflate", zlib.compress(BODY), "encoded as 'deflate', which was not requested"),
        ("br", b"...", "encoded as 'br'"),
        ("gzip, gzip", gzip.compress(gzip.compress(BODY)), "encoded as 'gzip, gzip'"),
        ("gzip", BODY, "not gzip, although its header says so"),
        ("gzip", gzip.compress(BODY)[:-9], "cut off"),
        ("gzip", gzip.compress(BODY) + b"more", "not gzip"),
    ],
    ids=["deflate", "brotli", "twice", "plain", "cut off", "more behind it"],
)
def test_anything_else_is_no_answer(world: World, coding: str, body: bytes, why: str) -> None:
    world.script.on(BREEZE_URL.format(id="1"), answer(coding, body))
    with pytest.raises(TransportError, match=f"breeze:1: the response .*{why}"):
        world.jobs(SETTINGS["breeze"]).get("breeze:1")


@pytest.mark.parametrize("padding", [(b"\0" * 40,), (b"\0", b"\0" * 3), (b"\0", gzip.compress(BODY[50:]))])
def test_zeros_behind_a_member_are_padding(world: World, padding: tuple[bytes, ...]) -> None:
    first = BODY[:50] if len(padding[-1]) > 40 else BODY
    world.script.on(BREEZE_URL.format(id="1"), answer("gzip", gzip.compress(first), *padding))
    assert world.jobs(SETTINGS["breeze"]).get("breeze:1").status is JobStatus.RUNNING


def test_identity_is_no_coding(world: World) -> None:
    world.script.on(BREEZE_URL.format(id="1"), answer("identity", BODY))
    assert world.jobs(SETTINGS["breeze"]).get("breeze:1").status is JobStatus.RUNNING


def test_a_dense_chunk_is_returned_in_pieces() -> None:
    packed = gzip.compress(bytes(30_000_000))
    one = Gunzip()
    one.feed(packed)
    tracemalloc.start()
    size = pieces = 0
    while piece := one.take():
        size, pieces = size + len(piece), pieces + 1
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    one.finish()
    assert (size, most < 3_000_000) == (30_000_000, True)
    assert pieces > 100


def test_an_error_does_not_keep_what_was_received(world: World) -> None:
    world.script.on(BREEZE_URL.format(id="1"), answer("gzip", gzip.compress(bytes(10_000_000))[:-9]))
    jobs = world.jobs(SETTINGS["breeze"])
    tracemalloc.start()
    try:
        with pytest.raises(TransportError, match="cut off") as caught:
            jobs.get("breeze:1")
        assert caught.tb is not None
        assert tracemalloc.get_traced_memory()[0] < 2_000_000
    finally:
        tracemalloc.stop()
