#!/bin/bash
# speechmarkdown 1.0.2 (PyPI): +emphasis+ counts only at the end of a sentence.
# Expected by the JavaScript package of which it is a port, where "It is +very+ good" has an emphasised word, and by Speech Markdown,
# which knows no such limit.
# Seen: "It is +very+ good" stays as it is, with both signs in the text, while "It is +very+" and "so +good+." are right. The same is true
# of ++strong++ and -reduced-.
# Cost: the voice says "plus very plus good", or nothing of the emphasis, in nearly every sentence that has one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check speechmarkdown==1.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from speechmarkdown.speechmarkdown import SpeechMarkdown

def ssml(speech):
    return SpeechMarkdown().to_ssml(speech, {"platform": "amazon-alexa", "includeSpeakTag": False}).strip()

found = [ssml("It is +very+ good"), ssml("It is ++very++ good"), ssml("It is +very+")]
print(found)
assert found[:2] == ["It is +very+ good", "It is ++very++ good"]
assert found[2] == 'It is <emphasis level="moderate">very</emphasis>'
PY
