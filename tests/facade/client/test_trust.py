"""Whom the key reaches, and which result URLs are fetched."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import Breeze, DownloadError, Job, JobStatus, Media, Policy

from tests.facade.bodies import BREEZE_URL, OXEN_URL, SETTINGS, breeze, oxen
from tests.facade.script import Answer, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import World

AUDIO = BREEZE_URL.format(id="job_1") + "/audio"
MP3 = Answer(200, b"ID3" * 100, {"content-type": "audio/mpeg"})


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status, headers={"location": to})


def finished(url: str) -> Job:
    return Job("breeze:job_1", JobStatus.SUCCEEDED, media=(Media("audio", url),))


def test_the_key_goes_to_the_api_that_serves_the_result(world: World, tmp_path: Path) -> None:
    world.script.on(BREEZE_URL.format(id="job_1"), reply(breeze("ready")))
    world.script.on(AUDIO, MP3)
    world.jobs(SETTINGS["breeze"]).download("breeze:job_1", tmp_path)
    assert [request.headers.get("xi-api-key") for request in world.script.requests] == ["brz_secret"] * 2


@pytest.mark.parametrize("provider", SETTINGS)
@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
def test_no_key_reaches_a_media_host(world: World, tmp_path: Path, provider: str) -> None:
    url = "https://media.example/result?sig=1"
    world.script.on(url, MP3)
    job = Job(f"{provider}:1", JobStatus.SUCCEEDED, media=(Media("audio", url),))
    world.jobs(*SETTINGS.values()).download(job, tmp_path)
    (request,) = world.script.requests
    assert set(request.headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert "secret" not in str(request.headers.raw)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_key_crosses_a_redirect_not_even_back_home(world: World, tmp_path: Path, status: int) -> None:
    there, back = "https://evil.example/a", "https://api.breeze.blue/elsewhere"
    world.script.on(AUDIO, moved(there, status))
    world.script.on(there, moved(back, status))
    world.script.on(back, MP3)
    world.jobs(SETTINGS["breeze"]).download(finished(AUDIO), tmp_path)
    first, *others = world.script.requests
    assert first.headers["xi-api-key"] == "brz_secret"
    assert [str(request.url) for request in others] == [there, back]
    assert all("secret" not in str(request.headers.raw) for request in others)


def test_no_header_of_a_policy_reaches_a_media_host(world: World, tmp_path: Path) -> None:
    there = "https://media.example/a"
    world.script.on(BREEZE_URL.format(id="job_1"), reply(breeze("ready")))
    world.script.on(AUDIO, moved(there))
    world.script.on(there, MP3)
    jobs = world.jobs(SETTINGS["breeze"], policies={"breeze": Policy(headers={"X-Team": "blue"})})
    jobs.download("breeze:job_1", tmp_path)
    jobs.download(finished(there), tmp_path, overwrite=True)
    assert [request.headers.get("x-team") for request in world.script.requests] == ["blue", "blue", None, None]


@pytest.mark.parametrize(
    "url",
    [
        "http://api.breeze.blue/v1/x",
        "https://api.breeze.blue:8443/v1/x",
        "https://api.breeze.blue.evil.example/v1/x",
        "https://evil.example/https://api.breeze.blue/",
        "https://api.breeze.blue@evil.example/v1/x",
        "https://sub.api.breeze.blue/x",
    ],
)
def test_no_key_reaches_what_only_looks_like_the_api(world: World, tmp_path: Path, url: str) -> None:
    world.script.on(url, MP3)
    try:
        world.jobs(SETTINGS["breeze"]).download(finished(url), tmp_path)
    except DownloadError:
        assert world.script.requests == []
    assert all("xi-api-key" not in request.headers for request in world.script.requests)


def test_the_api_is_known_by_its_default_port_and_any_case(world: World, tmp_path: Path) -> None:
    world.script.on("https://api.breeze.blue/v1/generation-jobs/x/audio", MP3)
    found = finished("https://API.breeze.blue:443/v1/generation-jobs/x/audio")
    world.jobs(SETTINGS["breeze"]).download(found, tmp_path)
    assert world.script.requests[0].headers["xi-api-key"] == "brz_secret"


@pytest.mark.parametrize("path", ["x/audio", "v1/x", "v1/generation-jobs/a/b/audio", "v1/generation-jobs/%2E%2E/audio"])
def test_other_paths_of_the_api_get_no_key(world: World, tmp_path: Path, path: str) -> None:
    url = f"https://api.breeze.blue/{path}"
    world.script.on(url, MP3)
    world.jobs(SETTINGS["breeze"]).download(finished(url), tmp_path)
    assert "xi-api-key" not in world.script.requests[0].headers


def test_the_api_is_where_base_url_says(world: World, tmp_path: Path) -> None:
    jobs = world.jobs(Breeze(api_key="brz_secret", base_url="https://gateway.example/breeze/"))
    url = "https://gateway.example/breeze/v1/generation-jobs/job_1"
    world.script.on(url, reply(breeze("ready")))
    world.script.on(url + "/audio", MP3)
    jobs.download("breeze:job_1", tmp_path)
    assert [request.headers.get("xi-api-key") for request in world.script.requests] == ["brz_secret"] * 2
    world.script.on(AUDIO, MP3)
    jobs.download(finished(AUDIO), tmp_path, overwrite=True)
    assert "xi-api-key" not in world.script.requests[-1].headers


UNTRUSTED = [
    "http://media.example/a",
    "ftp://media.example/a",
    "file:///etc/passwd",
    "//media.example/a",
    "a",
    "",
    "https:///a",
    "https://[::1",
    "https://a[b/c",
    "https://media.example:port/a",
    "https://user:password@media.example/a",
    "https://localhost/a",
    "https://LOCALHOST./a",
    "https://127.0.0.1/a",
    "https://127.8.9.10/a",
    "https://0.0.0.0/a",
    "https://10.0.0.1/a",
    "https://172.16.0.1/a",
    "https://192.168.1.1/a",
    "https://100.64.0.1/a",
    "https://169.254.169.254/latest/meta-data",
    "https://224.0.0.1/a",
    "https://255.255.255.255/a",
    "https://[::1]/a",
    "https://[::]/a",
    "https://[fe80::1]/a",
    "https://[fe80::1%25eth0]/a",
    "https://[fec0::1]/a",
    "https://[fd00:ec2::254]/a",
    "https://[ff02::1]/a",
    "https://[::ffff:127.0.0.1]/a",
    "https://[::ffff:10.0.0.1]/a",
    "https://[::127.0.0.1]/a",
    "https://[64:ff9b::7f00:1]/a",
    "https://[64:ff9b::10.0.0.1]/a",
    "https://[64:ff9b:1::7f00:1]/a",
    "https://[2002:7f00:1::]/a",
]


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/a.mp3", "https://localhost/a.mp3"])
def test_of_a_result_on_this_machine_is_said_what_allows_it_in_tests(world: World, tmp_path: Path, url: str) -> None:
    with pytest.raises(
        DownloadError, match=r"is this machine; to allow that in a test, set .* GENJOBS_ALLOW_PRIVATE_MEDIA=1"
    ):
        world.jobs(SETTINGS["breeze"]).download(finished(url), tmp_path)


RELATIVE = {"//media.example/a", "https:///a", "a", ""}


@pytest.mark.parametrize("url", UNTRUSTED)
def test_an_untrusted_url_is_not_fetched(world: World, tmp_path: Path, url: str) -> None:
    with pytest.raises(DownloadError, match="breeze:job_1: the result's URL cannot be trusted"):
        world.jobs(SETTINGS["breeze"]).download(finished(url), tmp_path)
    assert world.script.requests == []


@pytest.mark.parametrize("url", [url for url in UNTRUSTED if url not in RELATIVE])
def test_a_redirect_to_an_untrusted_url_is_not_followed(world: World, tmp_path: Path, url: str) -> None:
    start = "https://media.example/start"
    world.script.on(start, moved(url))
    with pytest.raises(DownloadError, match=r"cannot be trusted|Invalid URL in location"):
        world.jobs(SETTINGS["breeze"]).download(finished(start), tmp_path)
    assert set(world.script.urls) == {start}


@pytest.mark.parametrize(
    "url",
    [
        "https://1.1.1.1/a",
        "https://[2606:4700::1111]/a",
        "https://[64:ff9b::1.1.1.1]/a",
        "https://[::ffff:1.1.1.1]/a",
    ],
)
def test_public_addresses_are_fetched(world: World, tmp_path: Path, url: str) -> None:
    world.script.on(str(httpx.URL(url)), MP3)
    assert world.jobs(SETTINGS["breeze"]).download(finished(url), tmp_path)


@pytest.mark.parametrize(
    ("url", "fetched"),
    [
        ("http://127.0.0.1:8000/a", True),
        ("http://localhost/a", True),
        ("http://[::1]/a", True),
        ("http://10.0.0.1/a", False),
        ("http://169.254.169.254/a", False),
        ("file:///etc/passwd", False),
    ],
)
def test_private_media_means_loopback(world: World, tmp_path: Path, url: str, fetched: bool) -> None:
    world.script.on(url, MP3)
    jobs = world.jobs(SETTINGS["breeze"], allow_private_media=True)
    if fetched:
        assert jobs.download(finished(url), tmp_path)
    else:
        with pytest.raises(DownloadError, match="cannot be trusted"):
            jobs.download(finished(url), tmp_path)
        assert world.script.requests == []


@pytest.mark.parametrize(("hops", "fine"), [(5, True), (6, False)])
def test_five_redirects_and_no_more(world: World, tmp_path: Path, hops: int, fine: bool) -> None:
    urls = [f"https://media.example/{hop}" for hop in range(hops + 1)]
    for url, following in itertools.pairwise(urls):
        world.script.on(url, moved(following.rpartition("/")[2]))  # relative, as servers may
    world.script.on(urls[-1], MP3)
    jobs = world.jobs(SETTINGS["breeze"])
    if fine:
        assert jobs.download(finished(urls[0]), tmp_path)
    else:
        with pytest.raises(DownloadError, match="more than 5 times"):
            jobs.download(finished(urls[0]), tmp_path)
        assert len(world.script.requests) == 6


def test_a_signature_stays_out_of_messages(world: World, tmp_path: Path) -> None:
    url = "https://media.example/a?X-Amz-Signature=s3cr3t"
    world.script.on(url, Answer(200, b"<html>", {"content-type": "text/html"}))
    world.script.on(OXEN_URL.format(id="gen-1"), reply(oxen("succeeded", result_url=url)))
    with pytest.raises(DownloadError) as caught:
        world.jobs(SETTINGS["oxen"]).download("oxen:gen-1", tmp_path)
    error: BaseException | None = caught.value
    while error is not None:
        assert "s3cr3t" not in str(error)
        error = error.__cause__ or error.__context__
