#!/bin/bash
# trsproc 2.1.1: all speakers of a TextGrid are the same one in its Transcriber file.
# Expected by Transcriber's DTD, trans-14: the id of a Speaker is an XML ID, so no two are alike, and a Turn names its speaker by it.
# Seen: the count of speakers is set back to 1 for each of them. Anna and Ben both have the id "spk1", and each Turn has the speaker
# "spk1".
# Cost: who said what is lost, error rates of a diarization are computed for one voice, and Transcriber refuses the file as not valid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps trsproc==2.1.1 praat-parselmouth==0.4.7 praat-textgrids==1.4.0 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import os

from trsproc.parser import textgrid_to_trs


def tier(name, texts):
    intervals = "".join(f'intervals [{i + 1}]:\nxmin = {i}\nxmax = {i + 1}\ntext = "{text}"\n' for i, text in enumerate(texts))
    return f'class = "IntervalTier"\nname = "{name}"\nxmin = 0\nxmax = 2\nintervals: size = 2\n' + intervals


def write(tiers):
    os.makedirs("talks", exist_ok=True)
    with open("talks/talk.TextGrid", "w") as file:
        file.write('File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 2\ntiers? <exists>\n')
        file.write(f"size = {len(tiers)}\nitem []:\n")
        file.write("".join(f"item [{i + 1}]:\n" + tier(*named) for i, named in enumerate(tiers.items())))


TIERS = {"transcription": ["good morning", "hello"], "speaker": ["Anna", "Ben"], "sex": ["female", "male"]}

write(TIERS)
textgrid_to_trs("talks/talk.TextGrid")
lines = open("talks/talk.trs").read().splitlines()
speakers = [line for line in lines if line.startswith(("<Speaker ", "<Turn "))]
print("\n".join(speakers))
assert len(speakers) == 4 and all('"spk1"' in line for line in speakers)
PY
