#!/bin/bash
# vtc 0.1.0 with Python 3.11 or later: the package cannot be imported.
# Expected by its metadata, which allows each Python from 3.7 on.
# Seen: "import vtc" raises ValueError, "mutable default <class 'vtc._framerate.Framerate'> for field F23_98 is not allowed", because
# dataclasses of 3.11 refuse defaults that cannot be hashed.
# Cost: timelines cannot be computed at all, and an installer gives no warning.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check vtc==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
try:
    import vtc
except ValueError as error:
    seen = str(error)
print(seen)
assert seen.startswith("mutable default <class 'vtc._framerate.Framerate'> for field F23_98 is not allowed")
PY
