#!/bin/bash
# cyrtranslit 1.2.0: the Russian short i (й) that it writes as "j" is read back as "ж".
# Expected by its README: the transliteration goes in both directions. It writes й as "j" and ж as "zh".
# Seen: "район" (district) is "rajon", and "rajon" becomes "ражон", which is no word. х is written "h", and "sh" of "сход" comes back as
# ш: "шод".
# Cost: Russian text that passes through a tool with Latin letters only comes back with other sounds.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cyrtranslit==1.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import cyrtranslit

latin = {word: cyrtranslit.to_latin(word, "ru") for word in ("район", "жук", "сход")}
back = {word: cyrtranslit.to_cyrillic(text, "ru") for word, text in latin.items()}
print(latin, back)
assert latin == {"район": "rajon", "жук": "zhuk", "сход": "shod"}
assert back == {"район": "ражон", "жук": "жук", "сход": "шод"}
PY
