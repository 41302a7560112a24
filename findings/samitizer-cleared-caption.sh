#!/bin/bash
# samitizer 0.2.4: a caption that a SAMI file takes off the screen stays until the next one.
# Expected by SAMI (Microsoft, "Understanding SAMI 1.0"): a SYNC whose paragraph is &nbsp; clears the caption that is shown; a file has
# one after each caption that is followed by a pause.
# Seen: such a SYNC is dropped as empty, before the end of the caption in front of it is set. So a caption from 1 s to 2 s, and one at 9
# s, become 1 s to 9 s, and 9 s to an hour later.
# Cost: in the WebVTT file each line stands through all pauses, over pictures and other voices, and dubbing takes it for speech of that
# length.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check samitizer==0.2.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from samitizer import Sami

TIMES = ((1000, "Hello"), (2000, "&nbsp;"), (9000, "Bye"), (10000, "&nbsp;"))
cues = "".join(f"<SYNC Start={start}><P Class=ENCC>{text}\n" for start, text in TIMES)
with open("film.smi", "w") as file:
    file.write(f"<SAMI><BODY>\n{cues}</BODY></SAMI>\n")
captions = Sami("film.smi", "utf-8").convert("vtt")
print(captions)
assert "00:00:01.000 --> 00:00:09.000\nHello" in captions
assert "00:00:09.000 --> 01:00:09.000\nBye" in captions
PY
