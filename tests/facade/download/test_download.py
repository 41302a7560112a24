"""Downloading: what ends up on disk, and by which requests."""

from __future__ import annotations

import errno
import os
import threading
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import (
    APIError,
    AuthenticationError,
    DownloadError,
    Job,
    JobFailed,
    JobStatus,
    Media,
    MissingResult,
    NotFoundError,
    ServerError,
)

from tests.facade.bodies import BREEZE_URL, DONE, IMAGE, OXEN_URL, RUNNING, SETTINGS, breeze, oxen
from tests.facade.script import HTML, Answer, lost, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World

REF = "oxen:gen-1"
URL = OXEN_URL.format(id="gen-1")
PNG = bytes(range(256)) * 40
PICTURE = Answer(200, PNG, {"content-type": "image/png", "etag": '"v1"'})
NAME = "oxen-gen-1.png"


@pytest.fixture
def jobs(world: World) -> Face:
    world.script.on(URL, DONE)
    return world.jobs(SETTINGS["oxen"])


def cut(at: int, **changes: object) -> Answer:
    """The picture, cut off after so many bytes."""
    error = httpx.RemoteProtocolError("peer closed connection without sending complete message body")
    headers = {**PICTURE.headers, "content-length": str(len(PNG))}
    return Answer(200, headers=headers, chunks=(PNG[:at], error)).but(**changes)


def rest(start: int, **changes: object) -> Answer:
    """The picture from there on."""
    span = f"bytes {start}-{len(PNG) - 1}/{len(PNG)}"
    return Answer(206, PNG[start:], {**PICTURE.headers, "content-range": span}).but(**changes)


def honest(request: httpx.Request) -> Answer:
    """What a sound server answers."""
    start = int(request.headers.get("range", "bytes=0-")[6:-1])
    if start >= len(PNG):
        return Answer(416, b"", {"content-range": f"bytes */{len(PNG)}"})
    return rest(start) if start else PICTURE


def listing(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def ranges(world: World) -> list[tuple[str | None, str | None]]:
    """`Range` and `If-Range` of every request to the media host."""
    sent = world.script.sent_to("media.example")
    return [(request.headers.get("range"), request.headers.get("if-range")) for request in sent]


# What it is called, and what is left.


def test_saves_the_result_under_the_name_of_the_job(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, PICTURE)
    paths = jobs.download(REF, tmp_path / "new" / "folder")
    assert paths == (tmp_path / "new" / "folder" / NAME,)
    assert paths[0].read_bytes() == PNG
    assert listing(paths[0].parent) == [NAME]


@pytest.mark.parametrize(
    ("content_type", "extension"),
    [
        ("image/png", "png"),
        ("IMAGE/JPEG; charset=binary", "jpg"),
        ("video/mp4", "mp4"),
        ("audio/mpeg", "mp3"),
        ("audio/x-wav", "wav"),
        ("audio/vnd.wave", "wav"),
        ("application/octet-stream", "png"),
        ("../../evil", "png"),
        ("", "png"),
    ],
)
def test_the_extension_comes_from_the_content_type(
    world: World, jobs: Face, tmp_path: Path, content_type: str, extension: str
) -> None:
    world.script.on(IMAGE, PICTURE.but(headers={"content-type": content_type}))
    assert jobs.download(REF, tmp_path) == (tmp_path / f"oxen-gen-1.{extension}",)


def test_a_vague_answer_is_named_by_what_the_job_said(world: World, tmp_path: Path) -> None:
    audio = BREEZE_URL.format(id="job_1") + "/audio"
    world.script.on(BREEZE_URL.format(id="job_1"), told(breeze("ready", content_type="audio/flac")))
    world.script.on(audio, PICTURE.but(headers={"content-type": "application/octet-stream"}))
    assert world.jobs(SETTINGS["breeze"]).download("breeze:job_1", tmp_path) == (tmp_path / "breeze-job_1.flac",)


@pytest.mark.parametrize("job_id", ["a/b", "../../etc/passwd", "a:b", "Ä", "x" * 300, "a?b#c%2F", "con.", "-rf"])
def test_an_odd_id_stays_inside_the_directory(world: World, tmp_path: Path, job_id: str) -> None:
    job = Job(f"oxen:{job_id}", JobStatus.SUCCEEDED, media=(Media("image", IMAGE),))
    world.script.on(IMAGE, PICTURE)
    (path,) = world.jobs(SETTINGS["oxen"]).download(job, tmp_path / "out")
    assert path.parent == tmp_path / "out"
    assert listing(tmp_path) == ["out"]
    assert listing(tmp_path / "out") == [path.name]
    assert len(path.name.encode()) < 200


def test_two_odd_ids_never_share_a_file(world: World, tmp_path: Path) -> None:
    world.script.on(IMAGE, PICTURE)
    jobs = world.jobs(SETTINGS["oxen"])
    made = {
        jobs.download(Job(f"oxen:{job_id}", JobStatus.SUCCEEDED, media=(Media("image", IMAGE),)), tmp_path)
        for job_id in ("a/b", "a_b", "a?b", "x" * 200, "x" * 201)
    }
    assert len(made) == 5


def test_several_results_are_numbered(world: World, tmp_path: Path) -> None:
    urls = [f"https://media.example/{n}" for n in (1, 2, 3)]
    for url in urls:
        world.script.on(url, PICTURE.but(body=url.encode()))
    job = Job(REF, JobStatus.SUCCEEDED, media=tuple(Media("image", url) for url in urls))
    paths = world.jobs(SETTINGS["oxen"]).download(job, tmp_path)
    assert [path.name for path in paths] == ["oxen-gen-1+1.png", "oxen-gen-1+2.png", "oxen-gen-1+3.png"]
    assert [path.read_text() for path in paths] == urls


def test_a_numbered_result_is_not_taken_for_that_of_another_job(world: World, tmp_path: Path) -> None:
    world.script.on(IMAGE, PICTURE)
    jobs, image = world.jobs(SETTINGS["oxen"]), Media("image", IMAGE)
    several = jobs.download(Job("oxen:x", JobStatus.SUCCEEDED, media=(image, image)), tmp_path)
    (single,) = jobs.download(Job("oxen:x-2", JobStatus.SUCCEEDED, media=(image,)), tmp_path)
    assert single not in several


def test_inline_bytes_are_saved_without_a_request(world: World, tmp_path: Path) -> None:
    job = Job(REF, JobStatus.SUCCEEDED, media=(Media("audio", data=b"RIFF", content_type="audio/wav"),))
    (path,) = world.jobs(SETTINGS["oxen"]).download(job, tmp_path)
    assert (path.name, path.read_bytes(), world.script.requests) == ("oxen-gen-1.wav", b"RIFF", [])


def test_what_is_saved_is_kept_and_not_fetched_again(world: World, jobs: Face, tmp_path: Path) -> None:
    (tmp_path / "oxen-gen-1.jpg").write_bytes(b"mine")
    assert jobs.download(REF, tmp_path) == (tmp_path / "oxen-gen-1.jpg",)
    assert (tmp_path / "oxen-gen-1.jpg").read_bytes() == b"mine"
    assert world.script.sent_to("media.example") == []


def test_overwrite_fetches_again(world: World, jobs: Face, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"old")
    world.script.on(IMAGE, PICTURE)
    jobs.download(REF, tmp_path, overwrite=True)
    assert (tmp_path / NAME).read_bytes() == PNG


def test_an_old_file_survives_a_failed_overwrite(world: World, jobs: Face, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"old")
    world.script.on(IMAGE, HTML)
    with pytest.raises(DownloadError):
        jobs.download(REF, tmp_path, overwrite=True)
    assert (tmp_path / NAME).read_bytes() == b"old"


def test_progress_counts_up_to_the_size(world: World, jobs: Face, tmp_path: Path) -> None:
    told_of: list[tuple[str, int, int | None]] = []
    sized = {**PICTURE.headers, "content-length": str(len(PNG))}
    world.script.on(IMAGE, PICTURE.but(chunks=(PNG[:1000], PNG[1000:]), headers=sized))
    jobs.download(REF, tmp_path, on_progress=lambda *seen: told_of.append(seen))
    assert told_of == [(REF, 1000, len(PNG)), (REF, len(PNG), len(PNG))]


def test_without_a_length_the_end_is_the_end(world: World, jobs: Face, tmp_path: Path) -> None:
    sizes: list[int | None] = []
    world.script.on(IMAGE, PICTURE.but(chunks=(PNG,)))
    jobs.download(REF, tmp_path, on_progress=lambda _ref, _size, total: sizes.append(total))
    assert ((tmp_path / NAME).read_bytes(), sizes) == (PNG, [None])


def test_an_unreadable_length_is_no_length(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(IMAGE, PICTURE.but(headers={**PICTURE.headers, "content-length": "9" * 5000}))
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG


# Resuming.


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


# Trouble.


@pytest.mark.parametrize(
    "trouble",
    [told({}, 425), told({}, 429), told({}, 500), told({}, 503), told({}, 520), lost(), HTML, told({}), Answer(200)],
    ids=["425", "429", "500", "503", "520", "reset", "HTML", "JSON", "empty"],
)
def test_trouble_is_survived(world: World, jobs: Face, tmp_path: Path, trouble: Answer) -> None:
    world.script.on(IMAGE, trouble, trouble, PICTURE)
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG
    assert len(world.clock.sleeps) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_hint_is_obeyed(world: World, jobs: Face, tmp_path: Path, status: int) -> None:
    world.script.on(IMAGE, told({}, status, Retry_After="13"), PICTURE)
    jobs.download(REF, tmp_path)
    assert world.clock.sleeps == [13]


@pytest.mark.parametrize(
    ("answer", "why"),
    [(HTML, "text/html"), (told({"error": "x"}), "application/json"), (Answer(200), "empty"), (lost(), "reset")],
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
    world.script.on(IMAGE, told({}, 503, Retry_After="100"))
    with pytest.raises(DownloadError, match="503"):
        jobs.download(REF, tmp_path, timeout=30)
    assert world.clock.monotonic() <= 30


def renewed(world: World, *answers: Answer) -> None:
    """Each look at the job gives a URL of its own, which answers once as given; the last answers soundly."""
    urls = [f"https://media.example/{number}?sig={number}" for number in range(len(answers) + 1)]
    world.script.on(URL, *(told(oxen("succeeded", result_url=url)) for url in urls))
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
    world.script.on(URL, *(told(oxen("succeeded", result_url=url)) for url in urls))
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
    world.script.on(URL, DONE, told({}, 503), lost(), told(oxen("succeeded", result_url=fresh)))
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


@pytest.mark.parametrize(("status", "kind", "requests"), [(401, AuthenticationError, 2), (404, NotFoundError, 7)])
def test_a_refusal_by_the_api_ends_it(
    world: World, tmp_path: Path, status: int, kind: type[APIError], requests: int
) -> None:
    """After a 404 it asks for half a minute: some jobs are done before their file is there."""
    audio = BREEZE_URL.format(id="job_1") + "/audio"
    world.script.on(BREEZE_URL.format(id="job_1"), told(breeze("ready")))
    world.script.on(audio, told({"code": "NO", "detail": "no", "error": "no"}, status))
    with pytest.raises(kind) as caught:
        world.jobs(SETTINGS["breeze"]).download("breeze:job_1", tmp_path)
    assert (caught.value.code, len(world.script.requests)) == ("NO", requests)
    assert world.clock.monotonic() < 40


@pytest.mark.parametrize("status", [202, 204])
def test_a_result_that_the_api_is_just_making(world: World, tmp_path: Path, status: int) -> None:
    audio = BREEZE_URL.format(id="job_1") + "/audio"
    world.script.on(BREEZE_URL.format(id="job_1"), told(breeze("ready")))
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


def test_an_unfinished_job_is_not_waited_for(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, RUNNING)
    with pytest.raises(DownloadError, match="not finished: wait for it first"):
        jobs.download(REF, tmp_path)
    assert listing(tmp_path) == []


def test_a_job_without_a_result_says_so(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, told(oxen("failed", error_message="NSFW")))
    with pytest.raises(JobFailed, match="NSFW"):
        jobs.download(REF, tmp_path)
    world.script.on(URL, told(oxen("succeeded")))
    with pytest.raises(MissingResult):
        jobs.download(REF, tmp_path)
    assert 20 < world.clock.monotonic() < 70


def test_a_status_that_is_not_known_is_no_answer_to_whether_it_has_ended(
    world: World, jobs: Face, tmp_path: Path
) -> None:
    world.script.on(URL, told(oxen("thumbnailing")), DONE)
    world.script.on(IMAGE, PICTURE)
    assert len(jobs.download(REF, tmp_path)) == 1


def test_a_status_that_stays_unknown_is_named(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, told(oxen("thumbnailing")))
    with pytest.raises(DownloadError, match="thumbnailing"):
        jobs.download(REF, tmp_path)
    assert 20 < world.clock.monotonic() < 40


@pytest.mark.parametrize("stale", [RUNNING, told({}, 404), told(oxen("thumbnailing"))])
def test_a_response_that_is_older_than_the_success_is_doubted(
    world: World, jobs: Face, tmp_path: Path, stale: Answer
) -> None:
    world.script.on(URL, DONE, stale, DONE)
    world.script.on(IMAGE, PICTURE)
    jobs.wait(REF)
    assert len(jobs.download(REF, tmp_path)) == 1


def test_a_job_that_is_not_found_yet_was_named_by_its_submit(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, told({}, 404), DONE)
    world.script.on(IMAGE, PICTURE)
    assert len(jobs.download(Job(REF, JobStatus.QUEUED), tmp_path)) == 1


@pytest.mark.parametrize("stale", [RUNNING, told(oxen("succeeded")), told(oxen("thumbnailing"))])
def test_a_renewal_that_names_no_link_is_tried_again(world: World, jobs: Face, tmp_path: Path, stale: Answer) -> None:
    world.script.on(URL, DONE, stale, DONE)
    world.script.on(IMAGE, Answer(403), PICTURE)
    assert len(jobs.download(REF, tmp_path)) == 1


def test_a_job_that_names_no_new_link_for_long_has_a_result_that_cannot_be_fetched(
    world: World, jobs: Face, tmp_path: Path
) -> None:
    world.script.on(URL, DONE, RUNNING)
    world.script.on(IMAGE, Answer(403))
    with pytest.raises(DownloadError, match="the link has expired, and the provider names no new one"):
        jobs.download(REF, tmp_path)


@pytest.mark.parametrize("given", [REF, Job(REF, JobStatus.SUCCEEDED)])
def test_a_result_that_is_named_a_moment_later(world: World, jobs: Face, tmp_path: Path, given: str | Job) -> None:
    world.script.on(URL, told(oxen("succeeded")), told(oxen("succeeded")), DONE)
    world.script.on(IMAGE, PICTURE)
    assert len(jobs.download(given, tmp_path)) == 1


def test_the_look_before_it_survives_passing_trouble(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, told({}, 502), lost(), DONE)
    world.script.on(IMAGE, PICTURE)
    assert len(jobs.download(REF, tmp_path)) == 1


def test_the_look_before_it_raises_the_last_trouble(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, told({}, 500))
    with pytest.raises(ServerError):
        jobs.download(REF, tmp_path, timeout=60)
    assert world.clock.monotonic() == pytest.approx(60, abs=1)


def test_a_directory_that_cannot_be_written_is_named(world: World, jobs: Face) -> None:
    world.script.on(IMAGE, PICTURE)
    with pytest.raises(DownloadError, match="cannot write to /proc/self/out"):
        jobs.download(REF, "/proc/self/out")  # not even root may


def test_a_directory_that_is_a_file_is_named(world: World, jobs: Face, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(DownloadError, match=r"cannot write to .*out"):
        jobs.download(REF, tmp_path / "out")


def test_a_full_disk_is_told_and_what_came_is_kept(
    world: World, jobs: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generation_jobs._download.partial_file import PartialFile

    def full(_part: PartialFile, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    world.script.on(IMAGE, PICTURE)
    with monkeypatch.context() as patch:
        patch.setattr(PartialFile, "write", full)
        with pytest.raises(DownloadError, match="No space left on device"):
            jobs.download(REF, tmp_path)
    assert not (tmp_path / NAME).exists()
    jobs.download(REF, tmp_path)
    assert (tmp_path / NAME).read_bytes() == PNG


def test_a_second_download_of_the_same_result_steps_back(world: World, jobs: Face, tmp_path: Path) -> None:
    """The second comes while the first is in the middle of the body."""
    outcome: list[BaseException] = []

    def second() -> None:
        try:
            world.jobs(SETTINGS["oxen"]).download(REF, tmp_path)
        except DownloadError as error:
            outcome.append(error)

    def meanwhile() -> None:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()

    headers = {**PICTURE.headers, "content-length": str(len(PNG))}
    world.script.on(IMAGE, PICTURE.but(headers=headers, chunks=(PNG[:100], meanwhile, PNG[100:])), PICTURE)
    jobs.download(REF, tmp_path)
    assert "another download" in str(outcome[0])
    assert (tmp_path / NAME).read_bytes() == PNG
    assert listing(tmp_path) == [NAME]
