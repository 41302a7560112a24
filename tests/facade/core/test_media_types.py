"""What a result is, by its first bytes and by what is said about it."""

from __future__ import annotations

from base64 import b64encode

import pytest
from generation_jobs._core.media_types import extension, refusal

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "
MP4 = b"\x00\x00\x00\x18ftypmp42"
OGG = b"OggS\x00\x02" + bytes(22)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
PNG = b"\x89PNG\r\n\x1a\n"
HUM = b"\xfe{\xfd}" * 100
"""Samples of \u03bc-law that are nearly silent: half of their bytes are signs of ASCII."""
RAW = bytes([0xFF, 0xFB]) + b"\x7f\xfe" * 100


@pytest.mark.parametrize(
    ("start", "content_type", "kind", "ending"),
    [
        (WAV, "audio/mpeg", "audio", ".wav"),
        (PNG, "image/jpg", "image", ".png"),
        (b"\xff\xd8\xff\xe0", "image/png", "image", ".jpg"),
        (b"GIF89a", None, "image", ".gif"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "", "image", ".webp"),
        (b"\0\0\0\x20ftypavis", "image/avif", "image", ".avif"),
        (b"ID3\x04", "binary/octet-stream", "audio", ".mp3"),
        (b"\xff\xfb\x90\x64", "application/octet-stream", "audio", ".mp3"),
        (b"\xff\xf1\x50\x80", None, "audio", ".aac"),
        (b"fLaC\x00", "audio/mpeg", "audio", ".flac"),
        (MP4, "application/octet-stream", "video", ".mp4"),
        (MP4, "application/octet-stream", "audio", ".m4a"),
        (MP4, "audio/mp4", "video", ".m4a"),
        (b"\x00\x00\x00\x14ftypqt  ", "video/mp4", "video", ".mov"),
        (OGG, None, "audio", ".ogg"),
        (OGG, "audio/opus", "audio", ".opus"),
        (OGG, "video/ogg", "video", ".ogv"),
        (WEBM, "video/x-matroska", "video", ".webm"),
        (WEBM, None, "audio", ".weba"),
        (b"<?xml version='1.0'?>\n<svg xmlns=''>", None, "image", ".svg"),
        (b"\0\0\0\x20ftypheix", None, "image", ".heic"),
        (b"\0\0\0\x20ftypisom\0\0\2\0isomavc1", "application/octet-stream", "image", ".mp4"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "audio/mpeg", "video", ".m4a"),
        (OGG + b"OpusHead", "audio/ogg", "audio", ".opus"),
        (b"\x1aE\xdf\xa3\x93B\x82\x88matroska", "application/octet-stream", "video", ".mkv"),
        (b"MThd\0\0\0\6", "audio/mpeg", "audio", ".mid"),
        (b"PK\3\4\x14\0", "application/octet-stream", "image", ".zip"),
    ],
)
def test_known_bytes_decide(start: bytes, content_type: str | None, kind: str, ending: str) -> None:
    assert extension(start, content_type, kind=kind) == ending


@pytest.mark.parametrize(
    ("content_types", "path", "kind", "ending"),
    [
        (["audio/x-wav; rate=8000"], "/a.mp3", "audio", ".wav"),
        (["AUDIO/MPEG"], "", "audio", ".mp3"),
        (["application/octet-stream", "audio/flac"], "/a.mp3", "audio", ".flac"),
        (["video/x-msvideo"], "", "video", ".avi"),
        (["audio/basic"], "", "audio", ".ulaw"),
        (["audio/pcm"], "", "audio", ".pcm"),
        (["../../evil", None], "/o/x.WEBM", "video", ".webm"),
        ([None], "/o/x.exe", "video", ".mp4"),
        ([None], "/o/x.php/../..", "audio", ".mp3"),
        ([], "", "image", ".png"),
        ([], "", "unknown", ".bin"),
    ],
)
def test_else_what_is_said_decides(content_types: list[str | None], path: str, kind: str, ending: str) -> None:
    assert (
        extension(RAW if ending in {".pcm", ".ulaw"} else b"\x01\x02", *content_types, path=path, kind=kind) == ending
    )


@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
        b"\xef\xbb\xbf <!DOCTYPE html><svg></svg>",
        b"\n\xef\xbb\xbf<html>",  # put together from files, each with its byte order mark
        b"<html>",
        "<html>".encode("utf-16"),
        b"\xfe\xff" + '{"error"'.encode("utf-16-be"),
        b'\n{"error": 1}',
        b"[]",
        b'"expired"',
        b"null\n",
        b"\x1f\x8b\x08" + bytes(20),  # nobody decodes it, since no Content-Encoding says so
        "Zugriff verweigert: die Sitzung läuft ab".encode(),
        b"upstream connect error or disconnect",
        ("é é" * 300).encode()[:511],
        b"window.location='/login'",
        b64encode(bytes(range(256)) * 3),  # by a gateway that sends binary bodies so
        b"error:expired\ncode:3\n",
        '<?xml version="1.0"?><Error/>'.encode("utf-16-be"),
        '{"error": "expired"}'.encode("utf-16-le"),
        '{"error": "expired"}'.encode("utf-32"),
        "Le lien a expiré, désolé".encode("latin-1"),
        "<html><head><title>错误</title></head><body>".encode("gbk"),
    ],
)
@pytest.mark.parametrize("content_type", ["audio/mpeg", "application/octet-stream", "", None, "text/plain"])
def test_text_xml_and_json_are_no_media_under_any_type(body: bytes, content_type: str | None) -> None:
    assert refusal(body[:512], content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        *("text/plain", "text/html; charset=utf-8", "application/json", "application/vnd.api+json"),
        *("application/xml", "application/xhtml+xml", "multipart/byteranges; boundary=x", "image/svg+xml"),
    ],
)
def test_what_is_said_to_be_text_is_no_media(content_type: str) -> None:
    assert refusal(b"\x01\x02", content_type)
    assert refusal(WAV, content_type) is None  # unless its bytes are


@pytest.mark.parametrize("content_type", ["application/octet-stream", None])
def test_a_word_is_text_where_nobody_calls_it_media(content_type: str | None) -> None:
    assert refusal(b"Forbidden", content_type) == "text"
    assert refusal(b"FORM", "audio/aiff") is None


@pytest.mark.parametrize(
    "start", [WAV, PNG, MP4, OGG, WEBM, RAW, b"\x00", b"\x1aE\xdf\xa3", b"<svg/>", b"II*\0", HUM, b" \0"]
)
def test_media_are_media(start: bytes) -> None:
    assert refusal(start, "application/octet-stream") is None
