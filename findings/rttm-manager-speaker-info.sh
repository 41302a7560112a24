#!/bin/bash
# rttm_manager 0.1.8: a file with the speakers' own lines (SPKR-INFO) cannot be read.
# Expected by the RTTM specification of NIST's Rich Transcription evaluation: each speaker has a SPKR-INFO line, in which onset and
# duration are <NA>, since they do not apply. The package knows <NA> in other fields.
# Seen: ValueError, "could not convert string to float: '<NA>'", for the whole file.
# Cost: reference files of evaluations must be filtered by hand before they can be compared with.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check rttm_manager==0.1.8 pydantic==2.14.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from rttm_manager import import_rttm

SPEAKER = "SPEAKER talk 1 0.000 1.500 <NA> <NA> anna <NA> <NA>\n"
INFO = "SPKR-INFO talk 1 <NA> <NA> <NA> adult_female anna <NA> <NA>\n"


def read(text):
    with open("talk.rttm", "w") as file:
        file.write(text)
    try:
        return [turn.type for turn in import_rttm("talk.rttm")]
    except ValueError as error:
        return str(error)


turns, both = read(SPEAKER), read(INFO + SPEAKER)
print(turns, "|", both)
assert turns == ["SPEAKER"] and both == "could not convert string to float: '<NA>'"
PY
