#!/bin/bash
# pysubs2 1.8.1: in a TTML file that it writes, the captions refer to styles that no reader finds.
# Expected by W3C TTML1, sections 8.2.1 and 8.4.1: "style" on an element refers to a style by its xml:id. pysubs2's documentation says that
# the font name, colour, bold and italic of styles are written.
# Seen: the styles are written with a plain "id", and the captions refer to them. ttconv 1.2.3 says "non existant style id", and the yellow
# of the style does not arrive.
# Cost: subtitles in TTML lose the look that their styles gave them: colours that tell speakers apart, and the font.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysubs2==1.8.1 ttconv==1.2.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import logging
import xml.etree.ElementTree as ET

import pysubs2
import ttconv.imsc.reader
from ttconv.style_properties import StyleProperties

messages = []
handler = logging.Handler()
handler.emit = lambda record: messages.append(record.getMessage())
logging.getLogger("ttconv").addHandler(handler)


def color(text):
    messages.clear()
    model = ttconv.imsc.reader.to_model(ET.ElementTree(ET.fromstring(text)))
    caption = next(element for element in model.get_body().dfs_iterator() if type(element).__name__ == "P")
    return caption.get_style(StyleProperties.Color)


subs = pysubs2.SSAFile()
subs.styles["Ann"] = pysubs2.SSAStyle(primarycolor=pysubs2.Color(255, 255, 0))
subs.append(pysubs2.SSAEvent(start=1000, end=2000, text="Good morning.", style="Ann"))
written = subs.to_string("ttml")
print(written)
assert '<style id="Ann"' in written and 'style="Ann">Good morning.' in written
seen = color(written)
print(seen, messages)
assert seen is None and any("style id" in message for message in messages)
assert tuple(color(written.replace("<style id=", "<style xml:id=")).components[:3]) == (255, 255, 0)
PY
