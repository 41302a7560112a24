#!/bin/bash
# partitura 1.9.0: a chord symbol of a MusicXML file is written as "no chord".
# Expected by MusicXML 4.0, kind: "major" and "minor-seventh" are kinds of a chord, and "none" says that there is none. After the README,
# partitura loads MusicXML and exports it.
# Seen: C major seventh and A minor seventh are both written with the kind "none"; the kind is lost when the file is read, and a bass note too.
# music21 10.5.1 reads the result as "N.C.".
# Cost: lead sheets and training data for accompaniment lose the harmony, and say the contrary instead.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check partitura==1.9.0 music21==10.5.1 numpy==2.2.6
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" -W ignore - <<'PY'
import re

import music21
import partitura


def symbol(root, kind, bass):
    return (
        f"<harmony><root><root-step>{root}</root-step></root><kind>{kind}</kind><bass><bass-step>{bass}</bass-step></bass></harmony>"
        "<note><pitch><step>C</step><octave>4</octave></pitch><duration>2</duration><type>half</type></note>"
    )


with open("song.musicxml", "w", encoding="utf-8") as file:
    file.write(
        '<?xml version="1.0"?><score-partwise version="4.0"><part-list><score-part id="P1"><part-name>A</part-name></score-part></part-list>'
        '<part id="P1"><measure number="1"><attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time></attributes>'
        f"{symbol('C', 'major-seventh', 'E')}{symbol('A', 'minor-seventh', 'G')}</measure></part></score-partwise>"
    )
written = partitura.save_musicxml(partitura.load_musicxml("song.musicxml")).decode()


def figures(score):
    return [chord.figure for chord in score.recurse().getElementsByClass("Harmony")]


seen = figures(music21.converter.parse("song.musicxml")), figures(music21.converter.parseData(written, format="musicxml"))
print(seen, re.findall("<kind.*?</kind>", written), "<bass>" in written)
assert seen[1] == ["N.C.", "N.C."] and seen[0] != seen[1]
assert len(re.findall("<kind[^>]*>none</kind>", written)) == 2 and "<bass>" not in written
PY
