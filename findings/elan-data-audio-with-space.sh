#!/bin/bash
# elan-data 1.7.3: audio with a space in its name is not found again.
# Expected by RFC 8089 and by ELAN's format: MEDIA_URL is an address, in which a space is written as %20; to get the path it is decoded.
# The package writes it so.
# Seen: a file that was made with "my talk.wav" has the audio "my%20talk.wav" after from_file().
# Cost: segments of recordings with a space or an umlaut in their names cannot be cut or played.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps elan-data==1.7.3 pandas==3.1.1 numpy==2.4.6 python-dateutil==4.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from elan_data import ELAN_Data

talk = ELAN_Data.create_eaf("talk.eaf", "my talk.wav", ["words"])
talk.save_ELAN(raise_error_if_unmodified=False)
again = ELAN_Data.from_file("talk.eaf")
print(talk.audio.name, again.audio.name)
assert (talk.audio.name, again.audio.name) == ("my talk.wav", "my%20talk.wav")
PY
