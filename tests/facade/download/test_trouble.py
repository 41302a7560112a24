"""Downloading survives passing trouble and links that expire, and says why it gives up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import (
    APIError,
    AuthenticationError,
    ConflictError,
    DownloadError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
)

from tests.facade.bodies import BREEZE_URL, DONE, IMAGE, SETTINGS, breeze, oxen
from tests.facade.picture import NAME, PICTURE, PNG, REF, URL, cut, honest, listing, ranges
from tests.facade.script import HTML, Answer, lost, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World


@pytest.mark.parametrize(
    "trouble",
    [
        reply({}, 425),
        reply({}, 429),
        reply({}, 500),
        reply({}, 503),
        reply({}, 520),
        lost(),
        HTML,
        reply({}),
        Answer(200),
    ],
    ids=["425", "429", "500", "503", "520", "reset", "HTML", "JSON", "empty"],
)
def test_trouble_is_survived(world: World, jobs: Face, tmp_path: Path, trouble: Answer) -> None:
    world.script.on(IMAGE, trouble, trouble, PICTURE)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert len(world.clock.sleeps) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_hint_is_obeyed(world: World, jobs: Face, tmp_path: Path, status: int) -> None:
    world.script.on(IMAGE, reply({}, status, Retry_After="13"), PICTURE)
    jobs.download(REF, tmp_path)
    assert world.clock.sleeps == [13]


@pytest.mark.parametrize(
    ("answer", "why"),
    [(HTML, "text/html"), (reply({"error": "x"}), "application/json"), (Answer(200), "empty"), (lost(), "reset")],
    ids=["HTML", "JSON", "empty", "reset"],
)
def test_lasting_trouble_is_given_up_with_its_reason(
    world: World, jobs: Face, tmp_path: Path, answer: Answer, why: str
) -> None:
    world.script.on(IMAGE, answer)
    with pytest.raises(DownloadError, match=rf"{REF}: .*{why}") as caught:
        jobs.download(REF, tmp_path)
    assert caught.value.ref == REF
    assert not (tmp_path / NAME).exists()
    assert len(world.script.sent_to("media.example")) < 20


def test_the_deadline_ends_it(world: World, jobs: Face, tmp_path: Path) -> None:
    drip = (bytes(1000), lambda: world.clock.advance(5))
    world.script.on(IMAGE, PICTURE.but(chunks=drip * 10_000))
    with pytest.raises(DownloadError, match="bytes are kept"):
        jobs.download(REF, tmp_path, timeout=60)
    assert 60 - 5 <= world.clock.monotonic() <= 60 + 5


def test_the_deadline_clips_the_sleep(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, reply({}, 503, Retry_After="100"))
    with pytest.raises(DownloadError, match="503"):
        jobs.download(REF, tmp_path, timeout=30)
    assert world.clock.monotonic() <= 30


def renewed(world: World, *answers: Answer) -> None:
    """Each look at the job gives a URL of its own, which answers once as given; the last answers soundly."""
    urls = [f"https://media.example/{number}?sig={number}" for number in range(len(answers) + 1)]
    world.script.on(URL, *(reply(oxen("succeeded", result_url=url)) for url in urls))
    for url, answer in zip(urls, [*answers, honest], strict=True):
        world.script.on(url, answer, Answer(403))


@pytest.mark.parametrize(
    "dead",
    [
        *(Answer(status) for status in (202, 204, 304, 400, 401, 403, 404, 409, 410, 412, 416, 423, 451)),
        Answer(400, b"<Error><Code>ExpiredToken</Code></Error>", {"content-type": "application/xml"}),
        HTML,
        Answer(200, b"<!DOCTYPE html><p>This link has expired</p>", {"content-type": "image/png"}),
    ],
    ids=lambda answer: str(answer.status),
)
def test_an_expired_url_is_asked_for_anew(world: World, jobs: Face, tmp_path: Path, dead: Answer) -> None:
    renewed(world, dead)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG


def test_urls_that_expire_again_and_again_are_renewed_while_bytes_arrive(
    world: World, jobs: Face, tmp_path: Path
) -> None:
    def some(request: httpx.Request) -> Answer:
        start = int(request.headers.get("range", "bytes=0-")[6:-1])
        sound = honest(request)
        sized = {**sound.headers, "content-length": str(len(sound.body))}
        return sound.but(headers=sized, chunks=(sound.body[:800], httpx.ReadError("cut"))) if start < 9000 else sound

    urls = [f"https://media.example/{number}" for number in range(20)]
    world.script.on(URL, *(reply(oxen("succeeded", result_url=url)) for url in urls))
    for url in urls:
        world.script.on(url, some, Answer(403))
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert world.script.urls.count(URL) > 8


def test_an_error_page_does_not_replace_what_is_here(world: World, jobs: Face, tmp_path: Path) -> None:
    page = Answer(200, b"<html>" + b"This link has expired. " * 100, {"content-type": "text/html"})
    world.script.on(IMAGE, cut(1000), page, honest)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert ranges(world)[-1] == ("bytes=1000-", '"v1"')


def test_trouble_while_asking_anew_is_survived(world: World, jobs: Face, tmp_path: Path) -> None:
    fresh = "https://media.example/fresh?sig=2"
    world.script.on(URL, DONE, reply({}, 503), lost(), reply(oxen("succeeded", result_url=fresh)))
    world.script.on(IMAGE, Answer(403))
    world.script.on(fresh, PICTURE)
    jobs.download(REF, tmp_path)
    assert world.script.urls == [URL, IMAGE, URL, URL, URL, fresh]


@pytest.mark.parametrize("status", [400, 403, 451, 500])
def test_eight_tries_without_a_byte_end_it(world: World, jobs: Face, tmp_path: Path, status: int) -> None:
    world.script.on(IMAGE, Answer(status))
    with pytest.raises(DownloadError, match=rf"{REF}: .*the media host answered {status}"):
        jobs.download(REF, tmp_path)
    assert len(world.script.sent_to("media.example")) == 8
    assert listing(tmp_path) == []


@pytest.mark.parametrize(
    ("status", "kind", "requests"),
    [
        (400, InvalidRequestError, 7),
        (401, AuthenticationError, 2),
        (403, PermissionDeniedError, 2),
        (404, NotFoundError, 7),
        (409, ConflictError, 7),
    ],
)
def test_a_refusal_by_the_api_ends_it(
    world: World, tmp_path: Path, status: int, kind: type[APIError], requests: int
) -> None:
    """After a 400, 404 or 409 it asks for half a minute: some jobs are done before their file is there."""
    audio = BREEZE_URL.format(id="job_1") + "/audio"
    world.script.on(BREEZE_URL.format(id="job_1"), reply(breeze("ready")))
    world.script.on(audio, reply({"code": "NO", "detail": "no", "error": "no"}, status))
    with pytest.raises(kind) as caught:
        world.jobs(SETTINGS["breeze"]).download("breeze:job_1", tmp_path)
    assert (caught.value.code, len(world.script.requests)) == ("NO", requests)
    assert world.clock.monotonic() < 40


@pytest.mark.parametrize("status", [202, 204])
def test_a_result_that_the_api_is_just_making(world: World, tmp_path: Path, status: int) -> None:
    audio = BREEZE_URL.format(id="job_1") + "/audio"
    world.script.on(BREEZE_URL.format(id="job_1"), reply(breeze("ready")))
    world.script.on(audio, Answer(status, headers={"retry-after": "3"}), Answer(200, b"ID3"))
    assert len(world.jobs(SETTINGS["breeze"]).download("breeze:job_1", tmp_path)) == 1
    assert world.clock.monotonic() >= 3


@pytest.mark.parametrize(("headers", "kept"), [({"content-length": "2000"}, 0), ({}, 1200)])
def test_a_result_above_the_cap_is_refused(world: World, tmp_path: Path, headers: dict[str, str], kept: int) -> None:
    world.script.on(URL, DONE)
    world.script.on(IMAGE, Answer(200, headers=headers, chunks=(bytes(400),) * 1000))
    with pytest.raises(DownloadError, match="max_media_bytes=1000"):
        world.jobs(SETTINGS["oxen"], max_media_bytes=1000).download(REF, tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == kept
    assert len(world.script.sent_to("media.example")) == 1
