"""What kind of file a result is, by its first bytes, its content type and its URL. Pure functions.

Media hosts and proxies answer errors with status 200 and whatever content type, so the bytes decide first.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, getincrementaldecoder
from pathlib import PurePosixPath

from generation_jobs._core.values.extensions import EXTENSION_OF

LOOK = 512
"""The number of first bytes of a result that these functions need."""

_BY_KIND = {"audio": ".mp3", "image": ".png", "video": ".mp4"}
"""The most common of each kind, for a file of which nothing else is known."""

_MAGIC = (
    (0, b"ID3", ".mp3"),
    (0, b"fLaC", ".flac"),
    (0, b".snd", ".au"),
    (8, b"WAVE", ".wav"),
    (8, b"WEBP", ".webp"),
    (8, b"AVI ", ".avi"),
    (8, b"AIFF", ".aiff"),
    (0, b"\x89PNG\r\n\x1a\n", ".png"),
    (0, b"\xff\xd8\xff", ".jpg"),
    (0, b"GIF8", ".gif"),
    (0, b"II*\0", ".tiff"),
    *((4, b"ftyp" + brand, ".avif") for brand in (b"avif", b"avis")),  # one picture, several
    *((4, b"ftyp" + brand, ".heic") for brand in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")),
    *((4, b"ftyp" + brand, ".m4a") for brand in (b"M4A ", b"M4B ")),
    (4, b"ftypqt  ", ".mov"),
    (28, b"OpusHead", ".opus"),
)
"""Offset, bytes and extension."""

_CONTAINERS = (
    (4, b"ftyp", (".mp4", ".m4a", ".mov"), {"audio": ".m4a"}),
    (0, b"OggS", (".ogg", ".opus", ".ogv"), {"video": ".ogv"}),
)
"""Formats with several extensions: the content type chooses, else the kind; else the first is taken."""

_RARE = (
    (0, b"MThd", ".mid"),
    (0, b"caff", ".caf"),
    (0, b"#!AMR", ".amr"),
    (0, b"\0\0\0\x0cJXL \r\n", ".jxl"),
    (0, b"\0\0\1\xba", ".mpg"),
    (0, b"FLV\1", ".flv"),
    (0, b"glTF", ".glb"),
    (0, b"PK\3\4", ".zip"),
    (0, b"%PDF-", ".pdf"),
)
"""Formats that no provider documents, whose files would be of no use under the usual extension of their kind."""

EXTENSIONS: tuple[str, ...] = (*dict.fromkeys([*EXTENSION_OF.values(), *(found for *_, found in _RARE)]), ".au", ".bin")

_GZIP = b"\x1f\x8b\x08"
_FRAME = re.compile(rb"[0-9A-Fa-f]{1,8}(;chunk-signature=[0-9a-f]+)?\r\n")
"""The head of a frame of an upload to S3 (aws-chunked), which some stores keep as a part of the file."""

_LITERALS = {"null", "true", "false"}
_RAW = (".pcm", ".ulaw")
_SVG = re.compile(rb"\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s/>]", re.DOTALL)
_TEXT_TYPES = ("text/", "multipart/", "message/", "application/json", "application/xml")
_MEDIA_TYPES = ("audio/", "image/", "video/")
_CODE = re.compile(r"""[\s'"(){};<>]""")
_LONG = 64
_DIVERSE = 20
_TWO_CHARACTERS = 4  # bytes, in UTF-16
_MOST = 0.75


def extension(start: bytes, *content_types: str | None, path: str = "", kind: str = "") -> str:
    """Return the extension of a result, with its dot: by its first bytes, else by its content type or URL."""
    known = (EXTENSION_OF.get(_essence(content_type)) for content_type in content_types)
    suffix = PurePosixPath(path).suffix.lower()
    stated = next(filter(None, known), suffix if suffix in EXTENSIONS else "")
    rare = next((found for offset, magic, found in _RARE if start.startswith(magic, offset)), "")
    return _by_magic(start, stated, kind) or rare or stated or _BY_KIND.get(kind, ".bin")


def refusal(start: bytes, content_type: str | None) -> str | None:
    """Return what a response is instead of media, by its first bytes and its content type; None if it may be media."""
    stated = _essence(content_type)
    if _by_magic(start, "", ""):
        return None
    if start.startswith(_GZIP):
        return "gzip without saying so"
    if _FRAME.match(start):
        return "the frames of an upload (aws-chunked)"
    if stated.startswith(_TEXT_TYPES) or stated.endswith(("+json", "+xml")):
        return stated
    text = _as_text(start)
    if text and (text[0] in '<{["' or text in _LITERALS):
        return "an HTML page, XML or JSON"
    # One word may also be the first bytes of media; several, code or base64 are not.
    is_word = not _CODE.search(text) and not (len(text) > _LONG and len(set(text)) > _DIVERSE)
    return "text" if text and not (stated.startswith(_MEDIA_TYPES) and is_word) else None


def _by_magic(start: bytes, stated: str, kind: str) -> str:
    for offset, magic, found in _MAGIC:
        if start.startswith(magic, offset):
            return found
    for offset, magic, choice, by_kind in _CONTAINERS:
        if start.startswith(magic, offset):
            return stated if stated in choice else by_kind.get(kind, choice[0])
    if start.startswith(b"\x1aE\xdf\xa3") and b"webm" in start[:64]:  # EBML, and its kind of document
        return ".weba" if stated == ".weba" or kind == "audio" else ".webm"
    if start.startswith(b"\x1aE\xdf\xa3") and b"matroska" in start[:64]:
        return ".mkv"
    if _SVG.match(start):
        return ".svg"
    if len(start) > 1 and start[0] == 0xFF and stated not in _RAW:  # the head of a frame (ISO 11172-3, 13818-7)
        return {0xE2: ".mp3", 0xF0: ".aac"}.get(start[1] & (0xE6 if start[1] & 0x06 else 0xF6), "")
    return ""


def _as_text(start: bytes) -> str:
    """Return bytes as text, without white space around it; an empty text if they are not text."""
    try:
        text = getincrementaldecoder(_encoding(start))().decode(start)  # not the end of a character that is cut off
    except UnicodeDecodeError:  # an older encoding, such as Latin-1 or GBK: most of it must be ASCII
        plain = bytes(byte for byte in start if byte < 0x80)
        text = plain.decode() if len(plain) >= _MOST * len(start) else ""
    text = text.replace("\ufeff", "")  # byte order marks, which pages put together from files have anywhere
    return text.strip() if all(char.isprintable() or char.isspace() for char in text) else ""


def _encoding(start: bytes) -> str:
    """Return how bytes are encoded if they are text: by their byte order mark, or by the zeros of ASCII in UTF-16."""
    if start.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return "utf-32"
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if len(start) >= _TWO_CHARACTERS and not (any(start[::2]) and any(start[1::2])):
        return "utf-16-be" if any(start[1::2]) else "utf-16-le"
    return "utf-8-sig"


def _essence(content_type: str | None) -> str:
    """Return a content type without parameters and `x-`, in lower case."""
    return (content_type or "").partition(";")[0].strip().lower().replace("/x-", "/")
