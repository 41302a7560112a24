#!/bin/bash
# eyeD3 0.9.9: of the date in an ID3v2.3 tag only the year is read, also in one that it wrote itself.
# Expected by ID3v2.3.0 section 4.2.1: the year is in TYER, the day and the month in TDAT. eyeD3 writes both from a recording_date, and
# gives it back whole in ID3v2.4.
# Seen: the date 2026-05-06 is saved as 2.3 with TYER 2026 and TDAT 0605 (mutagen reads 2026-05-06), and eyeD3 reads 2026, with a line in
# the log that a date is invalid. Saved as 2.4 from there, the tag has TDRC 2026: the day is lost for good.
# Cost: songs and episodes that are brought from one version of the tag to the other lose the day on which they came out, so lists of a
# year have no order.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check eyeD3==0.9.9 mutagen==1.48.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import eyed3, mutagen

with open("a.mp3", "wb") as file:
    file.write((bytes.fromhex("fffb9064") + bytes(413)) * 20)
song = eyed3.load("a.mp3")
song.initTag()
song.tag.recording_date = "2026-05-06"
song.tag.save(version=(2, 3, 0))
written = str(mutagen.File("a.mp3").tags["TDRC"])
song = eyed3.load("a.mp3")
read = str(song.tag.recording_date)
song.tag.save(version=(2, 4, 0))
again = str(mutagen.File("a.mp3").tags["TDRC"])
print(written, read, again)
assert (written, read, again) == ("2026-05-06", "2026", "2026")
PY
