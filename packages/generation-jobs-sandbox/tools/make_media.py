"""Make the small result files in src/generation_jobs_sandbox/_base/data.

They were made once, with `pip install av==18.1.0` (PyAV brings ffmpeg), and are kept in the repository so
that the sandbox needs no encoder. Run again only to change them: `python tools/make_media.py`.
"""

from __future__ import annotations

import math
from array import array
from pathlib import Path

import av

DATA = Path(__file__).parents[1] / "src" / "generation_jobs_sandbox" / "_base" / "data"
SAMPLE_RATE = 16_000  # Hz; low, since the files are only to be small and playable
SECONDS = 1
PICTURE = (64, 48)  # pixels
FRAMES_PER_SECOND = 8


def tone(rate: int, samples: int) -> bytes:
    """Return a 440 Hz sine as signed 16-bit mono samples, at a third of full volume."""
    return array("h", (int(10_000 * math.sin(math.tau * 440 * n / rate)) for n in range(samples))).tobytes()


def write_sound(name: str, codec: str, rate: int, samples: int) -> None:
    """Encode the tone into one audio file; the container follows from the name."""
    with av.open(DATA / name, "w", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        frame = av.AudioFrame(format="s16", layout="mono", samples=samples)
        frame.sample_rate = rate
        frame.planes[0].update(tone(rate, samples))
        for resampled in av.AudioResampler(stream.format, "mono", rate, stream.frame_size or None).resample(frame):
            container.mux(stream.encode(resampled))
        container.mux(stream.encode(None))


def picture(shade: int) -> av.VideoFrame:
    """Return one evenly coloured RGB picture."""
    frame = av.VideoFrame(*PICTURE, "rgb24")
    frame.planes[0].update(bytes([shade, 90, 200]) * (frame.planes[0].buffer_size // 3))
    return frame


def write_pictures(name: str, codec: str, pixels: str, count: int) -> None:
    """Encode `count` pictures of growing red into one image or video file."""
    with av.open(DATA / name, "w", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(codec, rate=FRAMES_PER_SECOND)
        stream.width, stream.height, stream.pix_fmt = *PICTURE, pixels
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        for n in range(count):
            frame = picture(30 * n).reformat(format=pixels)
            frame.pts = n
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    write_sound("tone.mp3", "libmp3lame", SAMPLE_RATE, SAMPLE_RATE * SECONDS)
    write_sound("tone.wav", "pcm_s16le", 44_100, 4_410)
    write_sound("tone.flac", "flac", SAMPLE_RATE, SAMPLE_RATE * SECONDS)
    write_sound("tone.aac", "aac", SAMPLE_RATE, SAMPLE_RATE * SECONDS)
    write_sound("tone.opus", "libopus", SAMPLE_RATE, SAMPLE_RATE * SECONDS)
    write_pictures("clip.mp4", "libx264", "yuv420p", FRAMES_PER_SECOND * SECONDS)
    (DATA / "picture.png").unlink(missing_ok=True)
    write_pictures("picture.png", "png", "rgb24", 1)
