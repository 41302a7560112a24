#!/bin/bash
# mpegdash 0.4.1: the contents of an event are lost if they are XML, as those of SCTE 35 cues are.
# Expected by ISO/IEC 23009-1 section 5.10.2.2: an Event may hold elements of other namespaces as its message; SCTE 214-1 puts a
# Signal with a Binary there, the place of an advertisement. A reader hands them over, and a writer keeps them.
# Seen: event_value is None, and the manifest that is written has an empty Event at the same time. A message that is a text is kept.
# Cost: after a tool has changed an address in the manifest, no advertisement is inserted any more; the event is
# still there, so nothing looks wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mpegdash==0.4.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from mpegdash.parser import MPEGDASHParser


def kept(message):
    manifest = MPEGDASHParser.parse(
        '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:scte35="http://www.scte.org/schemas/35/2016" type="static"'
        ' minBufferTime="PT2S" profiles="urn:mpeg:dash:profile:isoff-live:2011"><Period>'
        '<EventStream schemeIdUri="urn:scte:scte35:2014:xml+bin" timescale="1"><Event presentationTime="20" id="1">'
        f"{message}</Event></EventStream></Period></MPD>"
    )
    written = MPEGDASHParser.toprettyxml(manifest)
    print(written)
    return "/DAlAAAA" in written


assert kept("/DAlAAAA")
assert not kept("<scte35:Signal><scte35:Binary>/DAlAAAA</scte35:Binary></scte35:Signal>")
PY
