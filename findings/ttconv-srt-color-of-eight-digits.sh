#!/bin/bash
# ttconv 1.2.3: a colour in SubRip captions gets two more digits, with which it is another colour.
# Expected: color="#ff0000", as it was. SubRip's font element is that of HTML, where by the rules for parsing a legacy colour value (HTML
# standard, section 2.3.6) eight digits are cut into thirds: #ff0000ff is ff, 00, ff.
# Seen: SubRip that is read and written has color="#ff0000ff", red with an opacity, which these rules take for magenta; "yellow" becomes
# "#ffff00ff", which is ff, f0, ff.
# Cost: captions whose colours tell the speakers apart have other colours in players that keep to HTML.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ttconv==1.2.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io
import re

import ttconv.srt.reader
import ttconv.srt.writer

SRT = '1\n00:00:01,000 --> 00:00:02,000\n<font color="#ff0000">Ann</font> <font color="yellow">Bob</font>\n'
written = ttconv.srt.writer.from_model(ttconv.srt.reader.to_model(io.StringIO(SRT)))
colors = re.findall('color="(.*?)"', written)
print(written, colors)
assert colors == ["#ff0000ff", "#ffff00ff"]


def legacy(color):
    """The parts of a colour by HTML's rules, for more than six digits."""
    digits = color[1:] + "0" * (-len(color[1:]) % 3)
    third = len(digits) // 3
    return [digits[start : start + third][:2] for start in range(0, len(digits), third)]


print([legacy(color) for color in colors])
assert [legacy(color) for color in colors] == [["ff", "00", "ff"], ["ff", "f0", "ff"]]
PY
