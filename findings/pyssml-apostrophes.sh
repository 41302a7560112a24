#!/bin/bash
# pyssml 0.1.3: apostrophes are taken out of what is to be spoken: "we're" becomes "were", and "I'll" becomes "Ill".
# Expected by XML 1.0, section 2.4: in text, an apostrophe or a quotation mark may stand as it is; only & and < must be escaped, and
# then mean the character.
# Seen: say(), paragraph() and the others delete both, as well as < and >, and write "and" for "&". The card that is shown beside the
# speech has the same text.
# Cost: sentences are spoken with another word and another meaning.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyssml==0.1.3
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
from pyssml.PySSML import PySSML

speech = PySSML()
speech.say("We're late. I'll wait, she'd go.")
print(speech.ssml(), "|", speech.card())
assert speech.ssml() == "<speak>Were late. Ill wait, shed go.</speak>"
assert speech.card() == "Were late. Ill wait, shed go."
PY
