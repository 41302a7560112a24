"""Sound without an encoder: a 440 Hz tone as PCM or µ-law samples, raw or in a WAV file."""

from __future__ import annotations

import math
import struct
from typing import Literal

from generation_jobs_sandbox._base.media import MediaFile

Encoding = Literal["pcm_s16le", "mulaw"]

_SECONDS = 0.1
_AMPLITUDE = 10_000  # of 32 767
_BIAS, _CLIP = 132, 32_635  # of G.711's µ-law
_BYTES_PER_SAMPLE: dict[Encoding, int] = {"pcm_s16le": 2, "mulaw": 1}
_WAV_FORMAT_TAGS: dict[Encoding, int] = {"pcm_s16le": 1, "mulaw": 7}
_RAW_CONTENT_TYPES: dict[Encoding, str] = {"pcm_s16le": "audio/pcm", "mulaw": "audio/basic"}


def tone(encoding: Encoding, rate: int, wav_type: str | None = None) -> MediaFile:
    """Make a tenth of a second of the tone.

    Args:
        encoding: How each sample is written.
        rate: Samples per second.
        wav_type: Content type of a WAV file around the samples; None for raw samples.
    """
    samples = [int(_AMPLITUDE * math.sin(math.tau * 440 * n / rate)) for n in range(int(rate * _SECONDS))]
    data = bytes(map(_mulaw, samples)) if encoding == "mulaw" else struct.pack(f"<{len(samples)}h", *samples)
    if wav_type is None:
        return MediaFile(f"tone.{encoding}", _RAW_CONTENT_TYPES[encoding], _SECONDS, data)
    return MediaFile("tone.wav", wav_type, _SECONDS, _wav(data, encoding, rate))


def _mulaw(sample: int) -> int:
    """Encode one signed 16-bit sample as one byte, ITU-T G.711."""
    magnitude = min(abs(sample), _CLIP) + _BIAS
    exponent = magnitude.bit_length() - 8
    sign = 0x80 if sample < 0 else 0
    return ~(sign | exponent << 4 | magnitude >> exponent + 3 & 0x0F) & 0xFF


def _wav(data: bytes, encoding: Encoding, rate: int) -> bytes:
    width = _BYTES_PER_SAMPLE[encoding]
    form = struct.pack("<HHIIHH", _WAV_FORMAT_TAGS[encoding], 1, rate, rate * width, width, 8 * width)
    chunks = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"data", data)
    return _chunk(b"RIFF", chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body
