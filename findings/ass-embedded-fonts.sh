#!/bin/bash
# ass 1.0.3: a font that is embedded in a subtitle file is lost when the file is read and written.
# Expected by the ASS format (section "Embedded font/picture encoding"): below "fontname:" stand lines of the encoded file, each 80
# characters from "!" to "`". The package keeps other sections that it does not know.
# Seen: a line without a colon is dropped as ill-formed, and one that begins with ";" as a comment, so the name of the font is all that
# is left. Times and texts are kept.
# Cost: after a shift of the times the captions are shown in another typeface, or as boxes where only that font had the letters.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ass==1.0.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import ass

SUBTITLES = """[Script Info]
ScriptType: v4.00+

[Fonts]
fontname: brand_0.ttf
!!%!!!!*!)!!!Q!A2V5C;S`!3#-!
;Q!A2V5C

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Hello
"""
document = ass.Document.parse_string(SUBTITLES)
with open("captions.ass", "w", encoding="utf_8_sig") as file:
    document.dump_file(file)
written = open("captions.ass", encoding="utf_8_sig").read()
print(written)
assert "fontname: brand_0.ttf\n\n[Events]" in written
assert "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Hello" in written
PY
