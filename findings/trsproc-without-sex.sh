#!/bin/bash
# trsproc 2.1.1: a TextGrid without the tier "sex", which is documented as optional, cannot be converted.
# Expected by the docstring of textgrid_to_trs(): the file must have the tiers transcription and speaker, "and optionally sex".
# Seen: KeyError: 'sex'. An error of another package, which a dictionary never raises, is caught instead.
# Cost: alignments of talks in which nobody has noted the sex of the speakers do not become Transcriber files.
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

del TIERS["sex"]
write(TIERS)
try:
    textgrid_to_trs("talks/talk.TextGrid")
    seen = None
except KeyError as error:
    seen = repr(error)
print(seen)
assert seen == "KeyError('sex')"
PY
