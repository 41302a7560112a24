"""Downloading goes on where it was cut off, and never mixes two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    DownloadError,
)

from tests.facade.bodies import IMAGE
from tests.facade.picture import NAME, PICTURE, PNG, REF, cut, honest, listing, ranges, rest
from tests.facade.script import Answer, lost

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World


def test_a_cut_off_result_is_resumed(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, cut(1000), rest(1000))
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert ranges(world) == [(None, None), ("bytes=1000-", '"v1"')]
    assert listing(tmp_path) == [NAME]


def test_an_answer_shorter_than_it_says_is_resumed(world: World, jobs: Face, tmp_path: Path) -> None:
    short = PICTURE.but(headers={**PICTURE.headers, "content-length": str(len(PNG))}, chunks=(PNG[:5000],))
    world.script.on(IMAGE, short, rest(5000))
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG


def test_the_next_call_goes_on_where_the_last_one_stopped(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, cut(1000), lost())
    with pytest.raises(DownloadError, match=r"1000 bytes are kept in .*oxen-gen-1\.part") as caught:
        jobs.download(REF, tmp_path)
    assert caught.value.part == tmp_path / "oxen-gen-1.part"
    assert caught.value.part.read_bytes() == PNG[:1000]
    world.script.on(IMAGE, rest(1000))
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert listing(tmp_path) == [NAME]


@pytest.mark.parametrize("etag", ['W/"v1"', "", "v1", '"'])
def test_without_a_strong_etag_it_starts_afresh(world: World, jobs: Face, tmp_path: Path, etag: str) -> None:
    headers = {"content-type": "image/png", "etag": etag, "content-length": str(len(PNG))}
    world.script.on(IMAGE, cut(1000, headers=headers), PICTURE)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert ranges(world) == [(None, None), (None, None)]


def test_a_whole_answer_to_a_range_starts_afresh(world: World, jobs: Face, tmp_path: Path) -> None:
    other = PNG[::-1]
    world.script.on(IMAGE, cut(1000), PICTURE.but(body=other, headers={**PICTURE.headers, "etag": '"v2"'}))
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == other


def test_the_etag_that_counts_is_that_of_the_bytes(world: World, jobs: Face, tmp_path: Path) -> None:
    second = {**PICTURE.headers, "etag": '"v2"', "content-length": str(len(PNG))}
    last = rest(2000)
    last = last.but(headers={**last.headers, "etag": '"v2"'})
    world.script.on(IMAGE, cut(1000), cut(2000, headers=second), last)
    jobs.download(REF, tmp_path)
    assert ranges(world)[-1] == ("bytes=2000-", '"v2"')


def test_a_range_of_another_version_does_not_end_up_in_the_file(world: World, jobs: Face, tmp_path: Path) -> None:
    part = rest(1000)
    newer = part.but(body=bytes(len(part.body)), headers={**part.headers, "etag": '"v2"'})  # If-Range is overlooked
    world.script.on(IMAGE, cut(1000), newer, honest)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG


@pytest.mark.parametrize(
    ("span", "start"),
    [
        ("bytes 0-{last}/{size}", 0),
        ("bytes 999-{last}/{size}", 999),
        ("bytes 1001-{last}/{size}", 1001),
        ("bytes 1000-{last}/1", 999),
        ("bytes */{size}", 999),
        ("items 1000-{last}/{size}", 999),
        ("bytes 1000-" + "9" * 5000 + "/*", 999),
        ("", 999),
    ],
)
def test_another_range_than_was_asked_for_does_not_end_up_in_the_file(
    world: World, jobs: Face, tmp_path: Path, span: str, start: int
) -> None:
    wrong = {**PICTURE.headers, "content-range": span.format(last=len(PNG) - 1, size=len(PNG))}
    world.script.on(IMAGE, cut(1000), rest(start, headers=wrong), honest)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert len(ranges(world)) == (2 if start == 0 else 3)


def test_a_server_may_give_less_than_was_asked_for(world: World, jobs: Face, tmp_path: Path) -> None:
    some = {**PICTURE.headers, "content-range": f"bytes 1000-1999/{len(PNG)}"}
    world.script.on(IMAGE, cut(1000), Answer(206, PNG[1000:2000], some), rest(2000))
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG


def test_leftovers_of_an_unknown_version_are_replaced(world: World, jobs: Face, tmp_path: Path) -> None:
    (tmp_path / "oxen-gen-1.part").write_bytes(b"left by nobody knows whom")
    world.script.on(IMAGE, PICTURE)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert ranges(world) == [(None, None)]
    assert listing(tmp_path) == [NAME]


def test_416_is_good_if_all_bytes_are_here(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, cut(len(PNG)), Answer(416, b"", {"content-range": f"bytes */{len(PNG)}"}))
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert listing(tmp_path) == [NAME]


@pytest.mark.parametrize("span", ["bytes */5", "bytes */*", "", "bytes */" + "9" * 5000])
def test_416_starts_afresh_if_not(world: World, jobs: Face, tmp_path: Path, span: str) -> None:
    world.script.on(IMAGE, cut(1000), Answer(416, b"", {"content-range": span}), PICTURE)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
