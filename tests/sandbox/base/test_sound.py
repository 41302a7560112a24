"""The sounds that a submit can ask for, each read by an independent decoder."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.sandbox.conftest import Caller, Clock

VOICE = "2b3c4d5e-6f70-8901-2345-6789abcdef01"


def wav_chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks of a RIFF file, which must fill it to the last byte."""
    riff, size, kind = struct.unpack("<4sI4s", data[:12])
    assert (riff, size, kind) == (b"RIFF", len(data) - 8, b"WAVE")
    at, found = 12, {}
    while at < len(data):
        name, length = struct.unpack("<4sI", data[at : at + 8])
        found[name] = data[at + 8 : at + 8 + length]
        at += 8 + length
    assert at == len(data)
    return found


def mulaw_sample(byte: int) -> int:
    """One byte of ITU-T G.711 µ-law as a signed 16-bit sample."""
    flipped = byte ^ 0xFF
    magnitude = ((flipped & 0x0F) * 2 + 33 << (flipped >> 4 & 7)) - 33
    return (-magnitude if flipped & 0x80 else magnitude) * 4


def sine(rate: int, n: int) -> float:
    return 10_000 * math.sin(math.tau * 440 * n / rate)


def speech(caller: Caller, **audio: Any) -> bytes:
    body = {"text": "Hi", "voice": VOICE, "audio": audio}
    return caller.get("https://api.bland.ai/v2/tts", {"Authorization": "Bearer org_t"}, "POST", body).content


def test_mulaw_is_the_tone_within_its_own_precision(caller: Caller) -> None:
    chunks = wav_chunks(speech(caller, encoding="mulaw", sample_rate=8000, container="wav"))
    assert struct.unpack("<HHIIHH", chunks[b"fmt "]) == (7, 1, 8000, 8000, 1, 8)
    heard = [mulaw_sample(byte) for byte in chunks[b"data"]]
    assert len(heard) == 800
    for n, sample in enumerate(heard):
        wanted = sine(8000, n)
        assert abs(sample - wanted) <= 8 + abs(wanted) / 16, f"sample {n}: {sample}, not {wanted}"


def test_pcm_is_the_tone(caller: Caller) -> None:
    data = speech(caller, sample_rate=16000)
    heard = struct.unpack(f"<{len(data) // 2}h", data)
    assert len(heard) == 1600
    assert all(abs(sample - sine(16000, n)) <= 1 for n, sample in enumerate(heard))


def flac_samples(data: bytes) -> tuple[int, int]:
    """Rate and number of samples by STREAMINFO, RFC 9639."""
    assert data[:5] in (b"fLaC\x00", b"fLaC\x80")
    packed = int.from_bytes(data[18:26])
    return packed >> 44, packed & (1 << 36) - 1


def adts_frames(data: bytes) -> Iterator[int]:
    """The length of each frame of an AAC stream; fail where one does not follow the other."""
    at = 0
    while at < len(data):
        assert data[at] == 0xFF
        assert data[at + 1] & 0xF6 == 0xF0
        length = (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5
        yield length
        at += length
    assert at == len(data)


def ogg_crc(page: bytes) -> int:
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
    return crc


def ogg_payloads(data: bytes) -> Iterator[bytes]:
    """What each page of an Ogg file holds, RFC 3533; fail where a page's sum is wrong."""
    at = 0
    while at < len(data):
        assert data[at : at + 4] == b"OggS"
        laces = data[at + 27 : at + 27 + data[at + 26]]
        start = at + 27 + len(laces)
        page = data[at : start + sum(laces)]
        assert int.from_bytes(page[22:26], "little") == ogg_crc(page[:22] + bytes(4) + page[26:])
        yield data[start : start + sum(laces)]
        at = start + sum(laces)


def is_flac(data: bytes) -> bool:
    return flac_samples(data) == (16_000, 16_000)


def is_aac(data: bytes) -> bool:
    return len(list(adts_frames(data))) >= 16  # frames of 1024 samples, 16 000 a second


def is_opus(data: bytes) -> bool:
    head, tags, *rest = ogg_payloads(data)
    return head[:8] == b"OpusHead" and tags[:8] == b"OpusTags" and bool(rest)


def is_wav(data: bytes) -> bool:
    return struct.unpack("<HHI", wav_chunks(data)[b"fmt "][:8]) == (1, 1, 24_000)


def is_pcm(data: bytes) -> bool:
    return struct.unpack("<2h", data[:4]) == (0, int(sine(24_000, 1)))


@pytest.mark.parametrize(
    ("form", "content_type", "is_it"),
    [
        ("flac", "audio/flac", is_flac),
        ("aac", "audio/aac", is_aac),
        ("opus", "audio/opus", is_opus),
        ("wav", "audio/wav", is_wav),
        ("pcm", "audio/pcm", is_pcm),
    ],
)
def test_breeze_makes_the_format_that_was_asked_for(
    form: str, content_type: str, is_it: Callable[[bytes], bool], clock: Clock, caller: Caller
) -> None:
    line = f"POST /v1/text-to-speech/voc_x?delivery=async&output_format={form}"
    job = caller.do("breeze", line, {"text": "Hello"}).json()["generation_job_id"]
    clock.forward(10)
    result = caller.job("breeze", job).json()
    answer = caller.job("breeze", job, "/audio")
    assert result["content_type"] == answer.headers["content-type"] == content_type
    assert is_it(answer.content)
    assert caller.get(result["download_url"]).content == answer.content


@pytest.mark.parametrize(("form", "is_it"), [("ogg", is_opus), ("wav", is_wav), ("flac", is_flac), ("raw", is_pcm)])
def test_playai_makes_the_format_that_was_asked_for(
    form: str, is_it: Callable[[bytes], bool], clock: Clock, caller: Caller
) -> None:
    job = caller.submit("playai", outputFormat=form).json()["id"]
    clock.forward(10)
    output = caller.job("playai", job).json()["output"]
    answer = caller.get(output["url"])
    assert (answer.headers["content-type"], len(answer.content)) == (output["contentType"], output["fileSize"])
    assert is_it(answer.content)


def test_blands_first_version_puts_everything_in_a_wav(caller: Caller) -> None:
    for form, tag, rate in (("pcm_8000", 1, 8000), ("pcm_44100", 1, 44_100), ("ulaw_8000", 7, 8000)):
        answer = caller.submit("bland", output_format=form)
        assert struct.unpack("<HHI", wav_chunks(answer.content)[b"fmt "][:8]) == (tag, 1, rate)
