#!/bin/bash
# elan-data 1.7.3: splitting a segment loses its first part.
# Expected by the docstring of split_segment(): the segment is split at the given times; each part has its text.
# Seen: a segment from 0 to 1000 ms that is split at 500 becomes one from 500 to 500, which has no length, and one from 500 to 1000.
# Nothing is left of the first half second.
# Cost: each split shortens the transcript by a part of its speech, and ELAN does not take annotations without length.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps elan-data==1.7.3 pandas==3.1.1 numpy==2.4.6 python-dateutil==4.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from elan_data import ELAN_Data

talk = ELAN_Data.create_eaf("talk.eaf", None, ["words"], remove_default=True)
talk.add_segment("words", 0, 1000, "good morning")
talk.split_segment([500], "a1")
parts = talk.tier_data[["START", "STOP"]].values.tolist()
print(parts)
assert parts == [[500, 500], [500, 1000]]
PY
