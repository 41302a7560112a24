#!/bin/bash
# ass 1.0.3: a file of SubStation Alpha (SSA) whose colours are plain numbers, as its format has them, is refused.
# Expected by the SSA v4 specification, "Style Lines": PrimaryColour and the others are a long integer, written in decimal or hexadecimal;
# 65535 is yellow. The package has the section [V4 Styles] among those it reads, and a constant for version v4.00.
# Seen: ValueError("color must start with &H") for the first style, and nothing of the file is read.
# Cost: captions of an older tool cannot be converted, though the times and texts are well formed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ass==1.0.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import ass


def read(colour):
    lines = [
        "[Script Info]",
        "ScriptType: v4.00",
        "[V4 Styles]",
        "Format: Name, Fontname, Fontsize, PrimaryColour",
        f"Style: Default,Arial,20,{colour}",
        "[Events]",
        "Format: Marked, Start, End, Style, Text",
        "Dialogue: Marked=0,0:00:01.00,0:00:02.00,Default,Hello",
    ]
    try:
        document = ass.Document.parse_string("\n".join(lines))
    except ValueError as error:
        return str(error)
    return document.sections["V4 Styles"][0].primary_color


hexadecimal, decimal = read("&H0000FFFF"), read("65535")
print(hexadecimal, "|", decimal)
assert (hexadecimal.r, hexadecimal.g, hexadecimal.b) == (255, 255, 0)
assert decimal == "color must start with &H"
PY
