#!/bin/bash
# pyzub 0.1.6: the text of a SubRip caption ends at the first two spaces.
# Expected: in SubRip a caption ends at a blank line; two spaces after a full stop are text.
# Seen: "Hello.  How are you?" becomes "Hello.", in the object and in the file that is written. One space is kept.
# Cost: sentences of all who type two spaces are lost when the times of a file are shifted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyzub==0.1.6 tqdm==4.70.1 chardet==7.7.0
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
from pyzub.subfiles import SRTFile


def text(content):
    with open("talk.srt", "w") as file:
        file.write(f"1\n00:00:01,000 --> 00:00:02,000\n{content}\n\n2\n00:00:02,000 --> 00:00:03,000\nFine.\n\n")
    return [caption.text for caption in SRTFile("talk.srt", codec="utf-8")]


one, two = text("Hello. How are you?"), text("Hello.  How are you?")
print(one, two)
assert one == ["Hello. How are you?", "Fine."] and two == ["Hello.", "Fine."]
PY
