#!/bin/bash
# asstosrt 0.1.6: captions of less than 0.2 s are left out.
# Expected by its README: it converts ASS to SRT; what it leaves out is chosen by options (no_effect, only_first_line). SRT has no
# shortest duration.
# Seen: of captions for each word, as speech recognition makes them, the short words are missing, without a message. At 0.2 s and more a
# word is kept.
# Cost: "I do not want it" is shown as "do want it".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check asstosrt==0.1.6
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import io

import asstosrt

WORDS = [("I", 100, 115), ("do", 115, 140), ("not", 140, 158), ("want", 158, 190), ("it", 190, 215)]
lines = ["[Events]", "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"]
for word, start, end in WORDS:
    times = ",".join(f"0:00:{time // 100:02}.{time % 100:02}" for time in (start, end))
    lines.append(f"Dialogue: 0,{times},Default,,0,0,0,,{word}")
subrip = asstosrt.convert(io.StringIO("\n".join(lines) + "\n"))
words = subrip.split("\r\n")[2::4]
print(words)
assert words == ["do", "want", "it"]
PY
