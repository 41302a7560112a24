"""The results are real files of the promised type."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from generation_jobs_sandbox import World

    from tests.sandbox.conftest import Caller


RATES = {1: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000)}  # Hz by MPEG version, ISO 11172-3 and 13818-3


KBITS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


def mp3_seconds(data: bytes) -> float:
    """Walk the frames of an MPEG layer III file; fail where one does not follow the other."""
    at, seconds = 0, 0.0
    if data[:3] == b"ID3":
        at = 10 + sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    while at < len(data):
        (header,) = struct.unpack(">I", data[at : at + 4])
        assert header >> 21 == 0x7FF, f"no frame at byte {at}"
        version = 1 if header >> 19 & 1 else 2
        rate = RATES[version][header >> 10 & 3]
        samples = 1152 if version == 1 else 576
        at += samples // 8 * KBITS[version][header >> 12 & 15] * 1000 // rate + (header >> 9 & 1)
        seconds += samples / rate
    return seconds


def png_pixels(data: bytes) -> tuple[int, int, int]:
    """Width, height and the number of decompressed bytes of a PNG; checks every chunk's sum."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed, size = 8, b"", (0, 0)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0]
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    return (*size, len(zlib.decompress(packed)))


def mp4_boxes(data: bytes, wanted: bytes) -> Iterator[bytes]:
    """The bodies of all boxes of one kind, however deep (ISO 14496-12)."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        assert 8 <= size <= len(data) - at, f"box {kind!r} overruns its parent"
        body = data[at + 8 : at + size]
        if kind == wanted:
            yield body
        elif kind in (b"moov", b"trak", b"mdia", b"minf", b"stbl"):
            yield from mp4_boxes(body, wanted)
        at += size


def result(caller: Caller, provider: str, job: str) -> httpx.Response:
    body = caller.job(provider, job).json()
    url = {
        "playai": lambda: body["output"]["url"],
        "oxen": lambda: body["generation"]["result_url"],
        "finetuning": lambda: body["data"]["audioUrl"],
    }[provider]()
    return caller.get(url)


def test_speech_and_music_are_mp3_as_long_as_told(world: World, caller: Caller) -> None:
    found = world.add("playai")
    output = caller.job("playai", found).json()["output"]
    for provider, job in (("playai", found), ("finetuning", world.add("finetuning"))):
        answer = result(caller, provider, job)
        assert answer.headers["content-type"] == "audio/mpeg"
        assert mp3_seconds(answer.content) == pytest.approx(output["duration"], abs=0.15)
        assert len(answer.content) == output["fileSize"] == int(answer.headers["content-length"])


def test_an_image_is_a_png(world: World, caller: Caller) -> None:
    answer = result(caller, "oxen", world.add("oxen", media="image"))
    width, height, size = png_pixels(answer.content)
    assert answer.headers["content-type"] == "image/png"
    assert size == height * (1 + 3 * width)  # a filter byte, then RGB


def test_a_video_is_an_mp4_of_h264(world: World, caller: Caller) -> None:
    answer = result(caller, "oxen", world.add("oxen", media="video"))
    assert answer.headers["content-type"] == "video/mp4"
    (described,) = mp4_boxes(answer.content, b"stsd")
    assert described[12:16] == b"avc1"
    (sizes,) = mp4_boxes(answer.content, b"stsz")
    assert struct.unpack(">I", sizes[8:12]) == (8,)  # pictures
    (pictures,) = mp4_boxes(answer.content, b"mdat")
    assert len(pictures) >= sum(struct.unpack(">8I", sizes[12:44]))


@pytest.mark.parametrize("documented", [True, False])
def test_bland_gives_a_wav(documented: bool, world: World, caller: Caller) -> None:
    job = "a3f8c2d1-4b5e-6789-0abc-def012345678" if documented else world.add("bland")
    answer = caller.job("bland", job, "?format=audio")
    assert answer.headers["content-type"] == "audio/x-wav"
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getframerate(), sound.getnframes()) == (44_100, 4_410)


def test_blands_json_holds_the_same_sound(world: World, caller: Caller) -> None:
    job = world.add("bland")
    found = caller.job("bland", job).json()["data"]["audio_data"]
    assert b64decode(found, validate=True) == caller.job("bland", job, "?format=audio").content


def test_breeze_serves_the_audio_itself(world: World, caller: Caller) -> None:
    job = world.add("breeze", id="job_01hasync")
    answer = caller.job("breeze", job, "/audio")
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["content-disposition"] == 'attachment; filename="job_01hasync.mp3"'
    assert answer.content == caller.get(caller.job("breeze", job).json()["download_url"]).content
