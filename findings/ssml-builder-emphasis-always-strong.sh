#!/bin/bash
# ssml-builder 1.1.1: emphasis() is always strong, whatever level is asked for.
# Expected by its parameter level, which is checked against strong, moderate and reduced, and by SSML 1.1, section 3.2.1: reduced is the
# contrary of strong, a word that is spoken less than the others.
# Seen: for each of the three the element has level="strong".
# Cost: words that should be spoken by the way are the loudest of the sentence, and it takes ears to find out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ssml-builder==1.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ssml_builder.core import Speech

seen = {level: Speech().emphasis("by the way", level).speak() for level in ("strong", "moderate", "reduced")}
for level, ssml in seen.items():
    print(level, ssml)
    assert ssml == '<speak><emphasis level="strong">by the way</emphasis></speak>'
PY
