#!/bin/bash
# accept 0.1.0: a media type that the client refuses with q=0 is its first choice.
# Expected by RFC 9110, section 12.4.2: a weight of 0 means "not acceptable".
# Seen: a weight of 0 counts as no weight and becomes 1.0. Of "audio/wav;q=0, audio/mpeg;q=0.8" the first entry of the sorted list is
# audio/wav.
# Cost: a server that takes the first entry sends the only format that the client cannot play.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check accept==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import accept

ranges = accept.parse("audio/wav;q=0, audio/mpeg;q=0.8")
print([str(entry) for entry in ranges])
assert [(entry.media_type, entry.quality) for entry in ranges] == [("audio/wav", 1.0), ("audio/mpeg", 0.8)]
PY
