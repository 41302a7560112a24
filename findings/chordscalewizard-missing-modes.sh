#!/bin/bash
# ChordScaleWizard 1.0.0: the Phrygian and the Lydian mode, which it lists, have no notes.
# Expected by its list of scales, ScaleName: PHRYGIAN and LYDIAN stand between Mixolydian and Lydian dominant.
# Seen: no rule makes them, so the scale has no attribute "notes": AttributeError. get_scale_notes() with the name of any scale, such as
# "major", ends the same way, since a text is compared with the list.
# Cost: a program that offers all scales of the list fails for two of them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ChordScaleWizard==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ChordScaleWizard.scale import Scale, ScaleName, get_scale_notes

assert [note.name for note in Scale(ScaleName.MIXOLYDIAN, "G").notes] == ["G", "A", "B", "C", "D", "E", "F"]
for attempt in (lambda: Scale(ScaleName.PHRYGIAN, "E").notes, lambda: Scale(ScaleName.LYDIAN, "F").notes, lambda: get_scale_notes("C", "major")):
    try:
        attempt()
    except AttributeError as error:
        print(error)
    else:
        raise SystemExit("it has notes now")
PY
