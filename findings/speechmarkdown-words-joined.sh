#!/bin/bash
# speechmarkdown 1.0.2 (PyPI): the space behind a modifier or a pause is lost.
# Expected by the JavaScript package of which it is a port, and by Speech Markdown itself: what stands around a modifier is text, and
# stays.
# Seen: "Buy (10)[number] apples" becomes "...>10</say-as>apples" in SSML, and "Buy 10apples" as plain text; "Wait [500ms] then go"
# becomes <break time="500ms"/>then. The space before a modifier is kept.
# Cost: the caption beside the speech says "10apples", and voices run both words together.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check speechmarkdown==1.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from speechmarkdown.speechmarkdown import SpeechMarkdown

speech = "Buy (10)[number] apples and (pears)[whisper] too"
text = SpeechMarkdown().to_text(speech)
ssml = SpeechMarkdown().to_ssml(speech, {"platform": "amazon-alexa"})
print(text, ssml)
assert text == "Buy 10apples and pearstoo"
assert "</say-as>apples" in ssml
PY
