#!/bin/bash
# txt2musicxml 0.1.12: a bar of 6/8 is twice as long as it may be.
# Expected by MusicXML 4.0: durations are counted in <divisions> of a quarter note, so a bar of 6/8 holds 3 quarters.
# Seen: "6/8 C G |" has six notes of type quarter: the six beats of the bar are written as quarters, not as eighths. 3/4 and 4/4 are
# right.
# Cost: notation programs show a bar that is overfull, or cut it; played, the song takes twice its time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check txt2musicxml==0.1.12
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

program = Path(sys.executable).with_name("txt2musicxml")
for meter, quarters in (("3/4", 3), ("6/8", 6)):
    done = subprocess.run([program], input=f"{meter} C G |", capture_output=True, text=True, check=True)
    score = ET.fromstring(done.stdout)
    divisions = int(score.find(".//divisions").text)
    seen = sum(int(duration.text) for duration in score.iter("duration")) / divisions
    print(meter, "quarters in the bar:", seen)
    assert seen == quarters
PY
