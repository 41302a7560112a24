#!/bin/bash
# cuetools 1.1.2: a cue sheet with a comment (REM) that it does not know cannot be read.
# Expected by the format: REM is followed by any text, and is for comments; programs put DISCNUMBER, TOTALDISCS or COMPOSER there. The
# README promises to read sheets "into structured Pydantic models", and says of no comment that it is refused.
# Seen: "REM DISCNUMBER 1" raises CueParseError, "Expected: More tokens to parse the string correctly". So do a free comment and a blank
# line. REM GENRE, DATE, DISCID and COMMENT are accepted.
# Cost: the sheets of most ripping programs are refused, for a line that has no meaning.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cuetools==1.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import cuetools

SHEET = 'PERFORMER "Somebody"\n{}TITLE "Album"\nFILE "a.wav" WAVE\n  TRACK 01 AUDIO\n    TITLE "One"\n    INDEX 01 00:00:00\n'
assert cuetools.loads(SHEET.format("REM GENRE Jazz\n")).rem.genre == "Jazz"
for line in ("REM DISCNUMBER 1\n", "REM mastered at home\n", "\n"):
    try:
        cuetools.loads(SHEET.format(line))
    except cuetools.CueParseError as error:
        print(repr(line), "->", str(error).splitlines()[0])
    else:
        raise SystemExit("it is read now")
PY
