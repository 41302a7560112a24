"""Downloading: how files are called, what is kept, and what ends it on this machine."""

from __future__ import annotations

import errno
import os
import threading
from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    DownloadError,
    Job,
    JobStatus,
    Media,
)

from tests.facade.bodies import BREEZE_URL, IMAGE, SETTINGS, breeze
from tests.facade.picture import NAME, PICTURE, PNG, REF, listing
from tests.facade.script import HTML, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World


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
    world.script.on(BREEZE_URL.format(id="job_1"), reply(breeze("ready", content_type="audio/flac")))
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
    assert outcome[0].ref == REF
    assert "another download of the same result: wait, and call again" in str(outcome[0])
    assert (tmp_path / NAME).read_bytes() == PNG
    assert listing(tmp_path) == [NAME]
