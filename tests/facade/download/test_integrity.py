"""A download is whole and of one version, or an error; whatever the host says in between."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import DownloadError, Job, JobStatus, Media

from tests.facade.bodies import DONE, IMAGE, OXEN_URL, SETTINGS
from tests.facade.script import Answer, lost

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.facade.shells import Face, World

OLD = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
NEW = OLD[:8] + bytes(reversed(OLD[8:]))
SIZE = len(OLD)
TYPE = {"content-type": "image/png"}
TAGGED = {**TYPE, "etag": '"v1"'}


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(SETTINGS["oxen"])


def done(size: int | None = None) -> Job:
    return Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", IMAGE, size_bytes=size),))


def cut(**more: str) -> Answer:
    """The first thousand bytes, and then nothing."""
    headers = {**TAGGED, "content-length": str(SIZE), **more}
    return Answer(200, headers=headers, chunks=(OLD[:1000], httpx.ReadError("reset")))


def ranged(request: httpx.Request) -> bool:
    return "range" in request.headers


def rest(request: httpx.Request, body: bytes = OLD, span: str = "", **headers: str) -> Answer:
    """What a range asks for; all where none is asked for."""
    if not ranged(request):
        return Answer(200, body, {**TYPE, **headers})
    start = int(request.headers["range"][6:-1])
    span = span or f"bytes {start}-{len(body) - 1}/{len(body)}"
    return Answer(206, body[start:], {**TYPE, "content-range": span, **headers})


# The size that the job names


@pytest.mark.parametrize("length", [{}, {"content-length": str(SIZE // 2)}], ids=["unsized", "sized"])
def test_a_body_shorter_than_the_job_says_is_not_the_result(
    world: World, jobs: Face, tmp_path: Path, length: dict[str, str]
) -> None:
    half = Answer(200, headers={**TYPE, **length}, chunks=(OLD[: SIZE // 2],))
    world.script.on(IMAGE, half, half, Answer(200, OLD, TYPE))
    (path,) = jobs.download(done(SIZE), tmp_path)
    assert path.read_bytes() == OLD


def test_a_size_of_0_is_not_known_yet(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, Answer(200, OLD, TYPE))
    assert jobs.download(done(0), tmp_path)[0].read_bytes() == OLD


def test_a_size_that_never_comes_is_an_error_that_keeps_what_came(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, Answer(200, OLD, TYPE))
    with pytest.raises(DownloadError, match=f"{SIZE} bytes arrived, but the job announces {SIZE + 1}") as caught:
        jobs.download(done(SIZE + 1), tmp_path)
    assert caught.value.part is not None
    assert caught.value.part.read_bytes() == OLD


@pytest.mark.parametrize(("size", "kept"), [(4, True), (None, True), (5, False)])
def test_an_existing_file_counts_if_its_size_fits(
    world: World, jobs: Face, tmp_path: Path, size: int | None, kept: bool
) -> None:
    (tmp_path / "oxen-1.png").write_bytes(b"mine")
    world.script.on(IMAGE, Answer(200, OLD[:8][:5] if size else OLD, TYPE))
    if kept:
        assert jobs.download(done(size), tmp_path)[0].read_bytes() == b"mine"
    else:
        world.script.on(IMAGE, Answer(200, b"GIF89", TYPE))
        assert (tmp_path / "oxen-1.gif") in jobs.download(done(size), tmp_path)


def test_an_empty_file_is_no_result(world: World, jobs: Face, tmp_path: Path) -> None:
    (tmp_path / "oxen-1.png").touch()
    world.script.on(IMAGE, Answer(200, OLD, TYPE))
    assert jobs.download(done(), tmp_path)[0].read_bytes() == OLD


# Versions


@pytest.mark.parametrize(
    "wrong",
    [
        lambda request: rest(request, NEW),
        lambda request: rest(request, NEW, etag='W/"v1"'),
        lambda request: rest(request, NEW, etag='"v2"'),
        lambda request: rest(request, NEW, etag='"v1"', **{"last-modified": "Tue, 02 Jan 2024 00:00:00 GMT"}),
        lambda request: rest(request, NEW + b"longer", etag='"v1"'),
        lambda request: rest(request, NEW, etag='"v1"', **({"content-encoding": "gzip"} if ranged(request) else {})),
        lambda request: rest(
            request, NEW, etag='"v1"', **{"content-type": "multipart/byteranges", "content-range": ""}
        ),
        lambda request: Answer(412) if "range" in request.headers else rest(request, NEW),
        lambda request: (
            Answer(416, b"", {"content-range": "bytes */1000"}) if "range" in request.headers else rest(request, NEW)
        ),
    ],
    ids=["no tag", "weak", "tag", "date", "total", "encoded", "unit", "412", "416 of the first bytes"],
)
def test_two_versions_are_never_mixed(
    world: World, jobs: Face, tmp_path: Path, wrong: Callable[[httpx.Request], Answer]
) -> None:
    world.script.on(IMAGE, cut(**{"last-modified": "Mon, 01 Jan 2024 00:00:00 GMT"}), wrong)
    (path,) = jobs.download(done(), tmp_path)
    assert path.read_bytes() in {NEW, NEW + b"longer"}


def test_a_part_whose_length_is_not_that_of_its_range_is_not_added(world: World, jobs: Face, tmp_path: Path) -> None:
    """It begins a byte too early, which shows in its length alone if it is cut off."""
    head = {**TAGGED, "content-range": f"bytes 1000-{SIZE - 1}/{SIZE}", "content-length": str(SIZE - 999)}
    early = Answer(206, headers=head, chunks=(OLD[999:1500], httpx.ReadError("reset")))
    world.script.on(IMAGE, cut(), early, lambda request: rest(request, etag='"v1"'))
    (path,) = jobs.download(done(), tmp_path)
    assert path.read_bytes() == OLD


def test_versions_are_told_apart_across_calls(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, cut(), lost())
    with pytest.raises(DownloadError, match="1000 bytes are kept"):
        jobs.download(done(), tmp_path)
    world.script.on(IMAGE, lambda request: rest(request, NEW + b"longer", etag='"v1"'))
    (path,) = jobs.download(done(), tmp_path)
    assert path.read_bytes() == NEW + b"longer"


@pytest.mark.parametrize("named", [True, False])
def test_a_host_that_gives_a_part_at_a_time(world: World, jobs: Face, tmp_path: Path, named: bool) -> None:
    def part(request: httpx.Request) -> Answer:
        start = int(request.headers["range"][6:-1])
        if start == SIZE:
            return Answer(416, b"", {"content-range": f"bytes */{SIZE}"})
        end = min(start + 3000, SIZE)
        span = f"bytes {start}-{end - 1}/{SIZE if named else '*'}"
        return Answer(206, OLD[start:end], {**TAGGED, "content-range": span})

    world.script.on(IMAGE, cut(), part)
    (path,) = jobs.download(done(), tmp_path)
    assert path.read_bytes() == OLD
    assert len(world.clock.sleeps) == 1  # after the cut alone


@pytest.mark.parametrize("headers", [TAGGED, TYPE], ids=["tagged", "untagged"])
def test_a_host_that_repeats_a_part_for_ever_is_given_up(
    world: World, jobs: Face, tmp_path: Path, headers: dict[str, str]
) -> None:
    part = Answer(206, OLD[:1000], {**headers, "content-range": f"bytes 0-999/{SIZE}"})
    world.script.on(IMAGE, *[part] * 20, Answer(404))
    with pytest.raises(DownloadError, match="a part of the result, and not the rest"):
        jobs.download(done(), tmp_path)
    assert len(world.script.requests) < 12


def test_more_bytes_than_a_range_announces_are_not_taken(world: World, jobs: Face, tmp_path: Path) -> None:
    def more(request: httpx.Request) -> Answer:
        answer = rest(request, etag='"v1"')
        return answer.but(chunks=(answer.body, b"and more")) if answer.status == 206 else answer

    world.script.on(IMAGE, cut(), more)
    (path,) = jobs.download(done(), tmp_path)
    assert path.read_bytes() == OLD


# Codings


def test_gzip_that_was_not_asked_for_is_decoded(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, Answer(200, gzip.compress(OLD), {**TAGGED, "content-encoding": "gzip"}))
    (path,) = jobs.download(done(SIZE), tmp_path)
    assert path.read_bytes() == OLD
    assert world.script.requests[0].headers["accept-encoding"] == "identity"


@pytest.mark.parametrize("coding", ["aws-chunked", "AWS-Chunked", "aws-chunked,gzip", "gzip, aws-chunked"])
def test_what_a_store_keeps_of_the_upload_is_no_coding(world: World, jobs: Face, tmp_path: Path, coding: str) -> None:
    packed = gzip.compress(OLD) if "gzip" in coding else OLD
    world.script.on(IMAGE, Answer(200, packed, {**TAGGED, "content-encoding": coding}))
    (path,) = jobs.download(done(SIZE), tmp_path)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("head", ["1388", f"1388;chunk-signature={'0a' * 32}"])
def test_a_file_in_the_frames_of_its_upload_is_refused(world: World, jobs: Face, tmp_path: Path, head: str) -> None:
    world.script.on(OXEN_URL.format(id="1"), DONE)
    framed = b"%s\r\n%s\r\n0\r\n\r\n" % (head.encode(), OLD)
    world.script.on(IMAGE, Answer(200, framed, {**TAGGED, "content-encoding": "aws-chunked"}))
    with pytest.raises(DownloadError, match=r"answered the frames of an upload \(aws-chunked\) instead of the result"):
        jobs.download(done(), tmp_path)
    assert list(tmp_path.glob("*.png")) == []


def test_gzip_that_ends_early_is_not_resumed_in_the_middle(world: World, jobs: Face, tmp_path: Path) -> None:
    packed = gzip.compress(OLD)
    broken = Answer(200, headers={**TAGGED, "content-encoding": "gzip"}, chunks=(packed[: len(packed) // 2],))
    world.script.on(IMAGE, broken, Answer(200, OLD, TAGGED))
    (path,) = jobs.download(done(), tmp_path)
    assert path.read_bytes() == OLD
    assert "range" not in world.script.requests[1].headers


def test_the_size_is_checked_inside_a_chunk(world: World, tmp_path: Path) -> None:
    dense = gzip.compress(bytes(50_000_000))
    world.script.on(IMAGE, Answer(200, dense, {**TYPE, "content-encoding": "gzip"}))
    with pytest.raises(DownloadError, match="larger than max_media_bytes=1000000") as caught:
        world.jobs(SETTINGS["oxen"], max_media_bytes=1_000_000).download(done(), tmp_path)
    assert caught.value.part is not None
    assert caught.value.part.stat().st_size < 2_000_000
