#!/bin/bash
# num2words 0.5.14: in Serbian a thousand million is called "bilion", which is a million million.
# Expected by the words of the language: Serbian counts by the long scale, milion, milijarda (10^9), bilion (10^12), as German and
# Croatian do.
# Seen: 10^9 is "jedan bilion" and 10^12 "jedan trilion"; the word milijarda never comes.
# Cost: sums from 10^9 on are a thousand times too large for everyone who hears them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check num2words==0.5.14
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from num2words import num2words

seen = {number: num2words(number, lang="sr") for number in (10**6, 10**9, 2 * 10**9, 10**12)}
print(seen)
assert list(seen.values()) == ["jedan milion", "jedan bilion", "dva biliona", "jedan trilion"]
assert num2words(10**9, lang="de") == "eine Milliarde"
PY
