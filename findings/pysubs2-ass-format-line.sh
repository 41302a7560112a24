#!/bin/bash
# pysubs2 1.8.1: the Format line of an ASS file is not read, so the columns of a file with another order or number are mixed up.
# Expected by the SubStation Alpha v4.00+ specification, section 1: the Format lines name the fields, so that a program reads those that it
# knows, whatever others a script has or leaves out.
# Seen: with "Format: Layer, Start, End, Style, Text" the text "Well, good morning" is empty: "Well" is taken for the name of a speaker and
# " good morning" for a margin. A RuntimeWarning tells of the margin, nothing of the text.
# Cost: scripts of other tools, which leave out the columns that they do not need, become subtitles without words.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysubs2==1.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import warnings

import pysubs2

SCRIPT = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,Well, good morning
"""
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    event = pysubs2.SSAFile.from_string(SCRIPT)[0]
print(repr(event.text), repr(event.name), event.marginl, [str(warning.message) for warning in caught])
assert (event.text, event.name, event.marginl) == ("", "Well", 0)
PY
