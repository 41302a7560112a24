#!/bin/bash
# mpegdash 0.4.1: each attribute that is "false" in a manifest becomes true, also in the manifest that is written.
# Expected by ISO/IEC 23009-1, whose schema has these attributes as xs:boolean: "true" and "1" are true, "false" and "0" are false.
# Seen: the text is given to Python's bool(), for which any text but the empty one is true. A manifest that is read and written without a
# change says bitstreamSwitching="true", segmentAlignment="true" and indexRangeExact="true" where they were false.
# Cost: a player that is told that it may switch between the streams at any segment, or that an index has this exact range, stalls or
# shows artefacts with media for which the encoder said that it must not.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mpegdash==0.4.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from mpegdash.parser import MPEGDASHParser

MANIFEST = """<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT2S"
  profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period>
<AdaptationSet segmentAlignment="false" bitstreamSwitching="0"><Representation id="a" bandwidth="64000">
<SegmentBase indexRange="900-999" indexRangeExact="false"/></Representation></AdaptationSet></Period></MPD>"""
manifest = MPEGDASHParser.parse(MANIFEST)
streams = manifest.periods[0].adaptation_sets[0]
assert streams.segment_alignment is True and streams.bitstream_switching is True
written = MPEGDASHParser.toprettyxml(manifest)
print(written)
for name in ("segmentAlignment", "bitstreamSwitching", "indexRangeExact"):
    assert f'{name}="true"' in written and f'{name}="false"' not in written
PY
