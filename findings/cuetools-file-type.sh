#!/bin/bash
# cuetools 1.1.2: a cue sheet of an MP3 or AIFF file cannot be read.
# Expected by the format: FILE has one of the types BINARY, MOTOROLA, AIFF, WAVE and MP3.
# Seen: FILE "a.mp3" MP3 and FILE "a.aiff" AIFF raise CueParseError, "Expected: file type tag". A type of WAVE is needed, and with it a
# name that ends in .flac, .ape or .wav in small letters: "A.WAV" is refused too.
# Cost: the sheet that belongs to a mix or a podcast in MP3, where cue sheets are used most today, is of no use.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cuetools==1.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import cuetools

SHEET = 'FILE "{}" {}\n  TRACK 01 AUDIO\n    TITLE "One"\n    INDEX 01 00:00:00\n'
assert cuetools.loads(SHEET.format("a.wav", "WAVE")).tracks[0].title == "One"
for name, kind in (("a.mp3", "MP3"), ("a.aiff", "AIFF"), ("A.WAV", "WAVE")):
    try:
        cuetools.loads(SHEET.format(name, kind))
    except cuetools.CueParseError as error:
        print(name, kind, "->", str(error).splitlines()[0])
    else:
        raise SystemExit("it is read now")
PY
