#!/bin/bash
# pysubs2 1.8.1: what stands in braces in a WebVTT caption is lost when it is written again.
# Expected by W3C WebVTT, section 4.2.2: braces are characters like any other; only "<" and "&" have a meaning in the text of a cue.
# Seen: "Dear {first_name}, press {A}." comes back as "Dear , press ." in WebVTT, in SubRip and as plaintext, without a warning. The braces
# are taken for the override blocks of ASS, and a block without a known tag is dropped.
# Cost: captions about code, templates and keys lose their words in a mere shift of the times.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysubs2==1.8.1
cd "$dir"
"$dir/venv/bin/python" -W error - <<'PY'
import pysubs2

subs = pysubs2.SSAFile.from_string("WEBVTT\n\n00:01.000 --> 00:02.000\nDear {first_name}, press {A}.\n")
subs.shift(s=1)
for seen in (subs[0].plaintext, subs.to_string("vtt").splitlines()[4], subs.to_string("srt").splitlines()[2]):
    print(seen)
    assert seen == "Dear , press ."
PY
