#!/bin/bash
# pretty_midi 0.2.11.post0: a piece for drums alone is synthesised as NaN.
# Expected by its documentation: synthesize() gives the waveform of the piece. That of the drums alone, by Instrument.synthesize(), is silence.
# Seen: all samples are NaN, since the sum is divided by its largest value, which is 0; numpy's "invalid value encountered in divide" is all
# that is said.
# Cost: a preview or a feature of a drum loop is NaN; one such item makes the mean of a whole batch NaN.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pretty_midi==0.2.11.post0 numpy==1.26.4 'setuptools<81'
cd "$dir"
"$dir/venv/bin/python" -W ignore::UserWarning - <<'PY'
import numpy as np
import pretty_midi

piece = pretty_midi.PrettyMIDI()
drums = pretty_midi.Instrument(program=0, is_drum=True)
drums.notes.append(pretty_midi.Note(velocity=100, pitch=36, start=0, end=1))
piece.instruments.append(drums)
seen = piece.synthesize(fs=8000)
print(drums.synthesize(fs=8000)[:3], seen[:3], len(seen))
assert not drums.synthesize(fs=8000).any()
assert len(seen) and np.isnan(seen).all()
piano = pretty_midi.Instrument(program=0)
piano.notes.append(pretty_midi.Note(velocity=100, pitch=60, start=0, end=1))
piece.instruments.append(piano)
assert np.isfinite(piece.synthesize(fs=8000)).all()
PY
