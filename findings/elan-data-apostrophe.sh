#!/bin/bash
# elan-data 1.7.3: a tier with an apostrophe in its name cannot be used.
# Expected by ELAN's format: the name of a tier is any text. The tier "Anna's words" can be created.
# Seen: adding a segment to it, or reading a file that has it, raises SyntaxError, "invalid predicate": the name is put into a query
# between apostrophes.
# Cost: files with such names, which speakers' names bring along, cannot be opened at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps elan-data==1.7.3 pandas==3.1.1 numpy==2.4.6 python-dateutil==4.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from elan_data import ELAN_Data


def segments(tier):
    talk = ELAN_Data.create_eaf("talk.eaf", None, [tier], remove_default=True)
    try:
        talk.add_segment(tier, 0, 1000, "good morning")
    except SyntaxError as error:
        return str(error)
    return len(talk.tier_data)


print(segments("Anna"), segments("Anna's words"))
assert segments("Anna") == 1 and segments("Anna's words") == "invalid predicate"
PY
