#!/bin/bash
# elan-data 1.7.3: a file with a time slot that has no time cannot be read.
# Expected by ELAN's schema (EAFv3.0.xsd): TIME_VALUE is optional. ELAN writes slots without it where a segment is divided into words
# whose borders were not set.
# Seen: KeyError: 'TIME_VALUE', without the name of the tier or the annotation.
# Cost: one tier of words makes the sentences, which have all their times, unreadable as well.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps elan-data==1.7.3 pandas==3.1.1 numpy==2.4.6 python-dateutil==4.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from elan_data import ELAN_Data

talk = ELAN_Data.create_eaf("talk.eaf", None, ["words"], remove_default=True)
talk.add_segment("words", 0, 500, "good")
talk.add_segment("words", 500, 1000, "morning")
talk.save_ELAN(raise_error_if_unmodified=False)
text = open("talk.eaf").read()
assert text.count(' TIME_VALUE="500"') == 2
with open("talk.eaf", "w") as file:
    file.write(text.replace(' TIME_VALUE="500"', ""))
try:
    seen = len(ELAN_Data.from_file("talk.eaf", init_df=True).tier_data)
except KeyError as error:
    seen = repr(error)
print(seen)
assert seen == "KeyError('TIME_VALUE')"
PY
