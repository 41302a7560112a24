#!/bin/bash
# pyjsonpatch 0.1.3, patchdiff 1.0.0 and json-merge-patch 0.3.0: a change from 1 to true makes an empty patch.
# Expected by RFC 8259, and by RFC 6902, section 4.6: numbers and the literals true and false are of different types, and never equal. A
# patch from one document to another makes the second of the first.
# Seen: the three compare with Python's ==, for which 1 is True and 0 is False; all say that nothing has changed.
# Cost: a setting that was mended, as "loop": 1 to "loop": true, is not sent, and the provider goes on refusing it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyjsonpatch==0.1.3 patchdiff==1.0.0 json-merge-patch==0.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json_merge_patch, patchdiff, pyjsonpatch

before, after = {"loop": 1}, {"loop": True}
seen = [pyjsonpatch.generate_patch(before, after), patchdiff.diff(before, after), json_merge_patch.create_patch(before, after)]
print(seen)
assert seen == [[], ([], []), {}]
PY
