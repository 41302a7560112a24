#!/bin/bash
# compute-wer 0.2.5: Hindi words are taken to pieces at their vowel signs, and the signs are not compared.
# Expected by its README: it computes the word error rate, and its tokenizer has rules for scripts of many languages. A vowel sign is part
# of the word, as in दिन (day) and दीन (poor).
# Seen: "दिन" becomes the two words "द" and "न", and so does "दीन": their error rate is 0. Vowel signs are marks (Unicode category M),
# which count as an end of the word and are dropped. Tamil and Arabic with vowels are treated the same.
# Cost: error rates of Hindi are far too low, and N counts more words than were said; models are chosen by them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check compute-wer==0.2.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from compute_wer.utils import normalize, wer

reference, hypothesis = "वह दिन आया", "वह दीन आया"
result = wer(reference, hypothesis)
print(normalize(reference), normalize(hypothesis), result)
assert normalize(reference) == normalize(hypothesis) == ["वह", "द", "न", "आय"]
assert result.wer == 0 and result.all == 4
assert wer("that day came", "that bay came").all == 3
PY
