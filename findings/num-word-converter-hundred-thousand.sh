#!/bin/bash
# num-word-converter 1.0.8: "one hundred thousand", as it writes itself, cannot be read.
# Expected by its README: words are converted to numbers; its num_to_word(100000) is "one hundred thousand".
# Seen: word_to_num() of this raises ScaleOutOfOrderError, since thousand stands behind hundred; "twenty thousand" is read.
# Cost: transcripts with amounts from 100,000 to 999,999 are not normalised, or stop the program.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check num-word-converter==1.0.8
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from num_word_converter import num_to_word, word_to_num


def read(words):
    try:
        return word_to_num(words)
    except Exception as error:
        return type(error).__name__


seen = [(num_to_word(number), read(num_to_word(number))) for number in (20000, 100000)]
print(seen)
assert seen == [("twenty thousand", 20000), ("one hundred thousand", "ScaleOutOfOrderError")]
PY
