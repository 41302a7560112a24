#!/bin/bash
# pytitle 0.1.6: milliseconds below 100 become ten or a hundred times longer.
# Expected: a SubRip file that is opened and saved keeps its times; 00:00:01,050 is 50 ms.
# Seen: 00:00:01,050 is written as 00:00:01,500 and 00:00:02,005 as 00:00:02,500: the zeros are put at the wrong end.
# Cost: one cue in ten moves by up to nine tenths of a second each time a file is shifted or only saved.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pytitle==0.1.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pytitle.srt import SrtSubtitle

with open("talk.srt", "w") as file:
    file.write("1\n00:00:01,050 --> 00:00:02,005\nhello\n\n2\n00:00:03,000 --> 00:00:04,250\nagain\n")
SrtSubtitle.open("talk.srt").save("saved.srt")
seen = [line for line in open("saved.srt").read().splitlines() if "-->" in line]
print(*seen, sep="\n")
assert seen == ["00:00:01,500 --> 00:00:02,500", "00:00:03,000 --> 00:00:04,250"]
PY
