"""What the result is written to: storage that can little, and folders that others write to as well."""

from __future__ import annotations

import errno
import os
import stat
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generation_jobs import DownloadError, Job, JobStatus, Media

from tests.facade.bodies import FINETUNING_URL, IMAGE, SETTINGS, finetuning
from tests.facade.script import Answer, lost, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.facade.shells import Face, World

PNG = b"\x89PNG\r\n\x1a\n" + bytes(1000)
DONE = Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", IMAGE),))


@pytest.fixture
def jobs(world: World) -> Face:
    world.script.on(IMAGE, Answer(200, PNG, {"content-type": "image/png", "etag": '"a"'}))
    return world.jobs(SETTINGS["oxen"])


def unsupported(code: int) -> OSError:
    return OSError(code, os.strerror(code))


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL])
def test_storage_that_cannot_lock_is_used_and_told_of_once(
    jobs: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    def flock(*_: object) -> None:
        raise unsupported(code)

    monkeypatch.setattr("fcntl.flock", flock)
    for _ in range(2):
        (path,) = jobs.download(DONE, tmp_path, overwrite=True)
        assert path.read_bytes() == PNG
    assert [record.levelname for record in caplog.records if "lock" in record.message] == ["WARNING"]


def test_storage_that_cannot_sync_is_used(jobs: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_: int) -> None:
        raise unsupported(errno.EINVAL)

    monkeypatch.setattr(os, "fsync", fsync)
    assert jobs.download(DONE, tmp_path)[0].read_bytes() == PNG


def test_a_disk_that_fails_to_sync_a_file_is_told(jobs: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_: int) -> None:
        raise unsupported(errno.EIO)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(DownloadError, match="cannot write"):
        jobs.download(DONE, tmp_path)


def test_a_folder_that_fails_to_sync_holds_the_file_all_the_same(
    jobs: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise unsupported(errno.EIO)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    assert jobs.download(DONE, tmp_path)[0].read_bytes() == PNG


@pytest.mark.parametrize("name", ["oxen-1.part", "oxen-1.part.json"])
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_no_link_is_written_through(world: World, jobs: Face, tmp_path: Path, name: str, link: object) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    folder = tmp_path / "out"
    folder.mkdir()
    link(victim, folder / name)  # type: ignore[operator]
    world.script.on(IMAGE, Answer(200, headers={"etag": '"a"'}, chunks=(PNG[:600], lost().error)), lost())
    with pytest.raises(DownloadError):
        jobs.download(DONE, folder)
    assert victim.read_bytes() == b"precious"
    world.script.on(IMAGE, Answer(200, PNG))
    assert jobs.download(DONE, folder)[0].read_bytes() == PNG
    assert [path.name for path in folder.iterdir()] == ["oxen-1.png"]


@pytest.mark.parametrize(
    "damaged", ["[" * 4096, '["\\"a\\"", "", 1e999]', '["\\"a\\r\\nX: 1\\"", "", 5]', "[1, 2, 3]", ""]
)
def test_what_a_damaged_file_says_about_a_part_is_ignored(
    world: World, jobs: Face, tmp_path: Path, damaged: str
) -> None:
    (tmp_path / "oxen-1.part").write_bytes(b"old")
    (tmp_path / "oxen-1.part.json").write_text(damaged, encoding="utf-8")
    world.script.on(IMAGE, Answer(200, PNG))
    assert jobs.download(DONE, tmp_path)[0].read_bytes() == PNG
    assert "range" not in world.script.requests[-1].headers


def test_ids_that_differ_in_case_only_have_names_that_differ_in_more(world: World, tmp_path: Path) -> None:
    jobs = world.jobs(SETTINGS["finetuning"])
    for job_id in ("gen_aB", "gen_Ab"):
        url = f"https://media.example/{job_id}"
        world.script.on(FINETUNING_URL.format(id=job_id), reply(finetuning("completed", id=job_id, audioUrl=url)))
        world.script.on(url, Answer(200, b"ID3" + job_id.encode()))
    saved = {jobs.download(f"finetuning:{job_id}", tmp_path)[0] for job_id in ("gen_aB", "gen_Ab", "gen_aB", "gen_Ab")}
    assert len({path.name.lower() for path in saved}) == len(saved) == 2
    assert {path.read_bytes() for path in saved} == {b"ID3gen_aB", b"ID3gen_Ab"}


# Results that are no URL of a media host


@pytest.mark.parametrize(
    "url",
    [
        "data:image/png;base64," + b64encode(PNG).decode(),
        "DATA:image/png; BASE64," + b64encode(PNG).decode(),
        " DATA:image/png;base64," + urlsafe_b64encode(PNG).decode().rstrip("=") + "\n",
        "data:;base64,%0A" + "%0D%0A".join(b64encode(PNG).decode()),
        "data:image/png," + "".join(f"%{byte:02x}" for byte in PNG),
    ],
    ids=["base64", "upper case", "URL-safe", "white space", "percent"],
)
def test_a_data_url_holds_the_result(world: World, jobs: Face, tmp_path: Path, url: str) -> None:
    (path,) = jobs.download(Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", url),)), tmp_path)
    assert (path.name, path.read_bytes(), world.script.requests) == ("oxen-1.png", PNG, [])


@pytest.mark.parametrize("url", ["data:", "data:image/png;base64", "data:;base64,!", "data:text/html,<p>no</p>"])
def test_a_data_url_that_holds_none_is_an_error(jobs: Face, tmp_path: Path, url: str) -> None:
    with pytest.raises(DownloadError, match="oxen:1"):
        jobs.download(Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", url),)), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_inline_bytes_that_are_an_error_are_no_result(jobs: Face, tmp_path: Path) -> None:
    job = Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("audio", data=b'{"error": "no"}', content_type="audio/wav"),))
    with pytest.raises(DownloadError, match="JSON instead of the result"):
        jobs.download(job, tmp_path)


@pytest.mark.parametrize("size", [len(PNG) + 1, len(PNG) - 1])
def test_inline_bytes_must_be_as_many_as_the_job_announces(jobs: Face, tmp_path: Path, size: int) -> None:
    url = "data:image/png;base64," + b64encode(PNG).decode()
    for media in (Media("image", url, size_bytes=size), Media("image", data=PNG, size_bytes=size)):
        with pytest.raises(DownloadError, match=f"the job announces {size}"):
            jobs.download(Job("oxen:1", JobStatus.SUCCEEDED, media=(media,)), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_cap_holds_for_inline_bytes_too(world: World, tmp_path: Path) -> None:
    capped = world.jobs(SETTINGS["oxen"], max_media_bytes=100)
    with pytest.raises(DownloadError, match="max_media_bytes=100"):
        capped.download(Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", data=PNG),)), tmp_path)


def test_a_path_is_one_of_the_api(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on("https://hub.oxen.ai/media/x.png", Answer(200, PNG))
    job = Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", "/media/x.png"),))
    assert jobs.download(job, tmp_path)[0].read_bytes() == PNG


def test_a_folder_in_place_of_the_file_is_named(jobs: Face, tmp_path: Path) -> None:
    (tmp_path / "oxen-1.png").mkdir()
    with pytest.raises(DownloadError, match=r"cannot write to .*oxen-1\.png: ") as caught:
        jobs.download(DONE, tmp_path)
    assert caught.value.part == tmp_path / "oxen-1.part"


def another_file(part: Path) -> None:
    part.unlink()
    part.write_bytes(PNG[:100])


@pytest.mark.parametrize(
    "change",
    [
        another_file,
        Path.unlink,
        lambda part: part.write_bytes(PNG[:100]),
        lambda part: part.write_bytes(2 * PNG),
    ],
    ids=["another file", "none", "cut off", "written twice"],
)
def test_a_part_that_another_program_changes_is_no_result(
    jobs: Face, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    with pytest.raises(DownloadError, match=r"oxen:1: .*another program") as caught:
        jobs.download(DONE, tmp_path, on_progress=lambda *_: change(tmp_path / "oxen-1.part"))
    assert caught.value.part is None
    assert jobs.download(DONE, tmp_path)[0].read_bytes() == PNG
    assert [path.name for path in tmp_path.iterdir()] == ["oxen-1.png"]
