#!/bin/bash
# tgt 1.5: an alignment with "&" or "<" in a label is exported to ELAN as a file that is no XML.
# Expected by XML 1.0, section 2.4: in text & and < are written as &amp; and &lt;. ELAN's format (.eaf) is XML, and the package reads it
# with an XML parser.
# Seen: label and tier name are put into the file as they are. read_eaf() of the same package, as any parser, refuses the file.
# Cost: the export of a transcript in which one speaker says "R&D" is useless; it shows when somebody opens the file, not when it is made.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check tgt==1.5 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import xml.etree.ElementTree as ET

import tgt


def export(text):
    tier = tgt.core.IntervalTier(0, 2, "speaker 1")
    tier.add_interval(tgt.core.Interval(0, 1, text))
    grid = tgt.core.TextGrid()
    grid.add_tier(tier)
    tgt.io.write_to_file(grid, "speech.eaf", format="eaf")
    try:
        return [interval.text for interval in tgt.io.read_eaf("speech.eaf").tiers[0]]
    except ET.ParseError as error:
        return f"ParseError: {error}"


seen = {text: export(text) for text in ("research", "R&D", "3 < 4")}
print(seen)
assert seen["research"] == ["research"]
assert seen["R&D"].startswith("ParseError") and seen["3 < 4"].startswith("ParseError")
PY
