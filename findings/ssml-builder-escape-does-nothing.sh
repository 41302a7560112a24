#!/bin/bash
# ssml-builder 1.1.1: escape() escapes nothing, and neither does any other method, so "R&D" makes SSML that is no XML.
# Expected by its docstring: it "escapes any special characters that will cause SSML to be invalid". XML 1.0, section 2.4: & and < are
# written as &amp; and &lt; in text.
# Seen: escape() returns None and leaves the speech as it is; texts, and addresses of audio with "&", are put into the elements as they
# are.
# Cost: a service refuses the whole text, as soon as a generated sentence or a signed address has such a character.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ssml-builder==1.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import xml.etree.ElementTree as ET

from ssml_builder.core import Speech


def error_of(speech):
    result = speech.escape()
    assert result is None
    try:
        ET.fromstring(speech.speak())
    except ET.ParseError as error:
        return str(error)
    return None


seen = {
    "plain": error_of(Speech().add_text("research")),
    "text": error_of(Speech().add_text("R&D")),
    "audio": error_of(Speech().audio("https://example.com/a.mp3?part=1&end=2")),
}
print(seen)
assert seen["plain"] is None and seen["text"] and seen["audio"]
PY
