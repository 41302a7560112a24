#!/bin/bash
# rttm_manager 0.1.8: times are written in hundredths of a second, so short turns vanish.
# Expected by the RTTM specification of NIST's Rich Transcription evaluation: onset and duration are in seconds, as real numbers;
# diarization tools write three decimals.
# Seen: import_rttm() reads a turn of 0.004 s, and export_rttm() writes one of 0.00 s. Each onset and duration is rounded alone, so the
# ends of turns move by up to 10 ms.
# Cost: error rates of a diarization change by being copied, and an interjection lasts no time at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check rttm_manager==0.1.8 pydantic==2.14.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from rttm_manager import export_rttm, import_rttm

TURNS = [(0.0, 1.346, "anna"), (1.346, 0.004, "ben"), (1.35, 2.0, "anna")]
with open("talk.rttm", "w") as file:
    for onset, duration, speaker in TURNS:
        file.write(f"SPEAKER talk 1 {onset:.3f} {duration:.3f} <NA> <NA> {speaker} <NA> <NA>\n")
turns = import_rttm("talk.rttm")
assert [(turn.turn_onset, turn.turn_duration, turn.speaker_name) for turn in turns] == TURNS
export_rttm(turns, "copy.rttm")
copied = [(turn.turn_onset, turn.turn_duration, turn.speaker_name) for turn in import_rttm("copy.rttm")]
print(copied)
assert copied == [(0.0, 1.35, "anna"), (1.35, 0.0, "ben"), (1.35, 2.0, "anna")]
PY
