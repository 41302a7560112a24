#!/bin/bash
# jiwer 4.0.0: words with a line break or a tab between them count as one word.
# Expected by its documentation: each string is made into a list in which each string is a word. White space of two characters and more is
# taken for a space, whatever it consists of.
# Seen: wer("good\nmorning", "good morning") is 2.0, where the same words have an error of 0; with two line breaks it is 0.0. A tab counts
# as a part of a word in the same way.
# Cost: references that are read from files with lines of captions have an error rate of nearly everything, up to some hundred percent,
# and good models are sorted out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jiwer==4.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import jiwer

found = [jiwer.wer(reference, "good morning") for reference in ("good morning", "good\nmorning", "good\tmorning", "good\n\nmorning")]
print(found)
assert found == [0, 2, 2, 0]
PY
