#!/bin/bash
# json-repair 0.64.6: a text that breaks off within an escape gets a backslash or a part of the escape as its end.
# Expected by its README: it repairs JSON of language models, also such as is not complete. A part of an escape is no character yet, so
# the text ends before it.
# Seen: of the beginning of "Caf\u00e9" the texts are Caf, Caf\, Caf\u, Caf\u0, Caf\u00, Caf\u00e and Café.
# Cost: where a stream is shown or spoken as it arrives, users see or hear backslashes and digits for a moment at each such letter.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check json-repair==0.64.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json_repair

FULL = r'{"text": "Caf\u00e9"}'
beginnings = [FULL[: len(FULL) - 2 - missing] for missing in range(7)]
texts = [json_repair.loads(beginning)["text"] for beginning in beginnings]
print(texts)
assert texts == ["Café", r"Caf\u00e", r"Caf\u00", r"Caf\u0", r"Caf\u", "Caf\\", "Caf"]
PY
