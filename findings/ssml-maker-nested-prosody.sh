#!/bin/bash
# ssml-maker 0.1.1: a change of the rate sets volume and pitch back.
# Expected by SSML 1.1, section 3.2.4: the default of each attribute of prosody is no change; "medium" is a value of its own.
# Seen: within a loud passage prosody(ProsodyConfig(rate=SLOW)) writes rate, pitch="medium" and volume="medium", so that the slow words are
# quieter than those around them.
# Cost: voices fall back to their normal loudness and pitch within each nested change, and nothing in the program says so.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ssml-maker==0.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import xml.etree.ElementTree as ET

from ssml_maker.ssml_maker import ProsodyConfig, ProsodyRate, Speech, VolumeLevel

speech = Speech()
with speech.prosody(ProsodyConfig(volume=VolumeLevel.LOUD)):
    with speech.prosody(ProsodyConfig(rate=ProsodyRate.SLOW)):
        speech.add_text("now")
inner = ET.fromstring(speech.build())[0][0].attrib
print(inner)
assert inner == {"rate": "slow", "pitch": "medium", "volume": "medium"}
PY
