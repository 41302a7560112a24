#!/bin/bash
# rapsong-lrc 0.1.0: the offset of lyrics is applied in the wrong direction.
# Expected by the LRC format: a positive [offset:] shows the lyrics earlier, a negative one later, in milliseconds.
# Seen: it is added: with [offset:+500] the line at 10.00 starts at 10.500 in SubRip, where players of LRC show it at 9.500.
# Cost: lyrics whose timing was corrected by an offset are wrong by twice the correction after the conversion.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check rapsong-lrc==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from rapsong_lrc.cli import convert

seen = {offset: convert(f"[offset:{offset}]\n[00:10.00]Hello\n", srt=True).splitlines()[1] for offset in ("0", "+500", "-500")}
print(seen)
assert [line.split(" ")[0] for line in seen.values()] == ["00:00:10,000", "00:00:10,500", "00:00:09,500"]
PY
