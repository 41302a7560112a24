#!/bin/bash
# compute-wer 0.2.5: remove_tag removes no tag.
# Expected by its README and its docstring: remove_tag is whether to remove the tags, such as <unk> or <noise>, of a transcript.
# Seen: the text is divided at "<" and ">" before tags are looked for, so "<unk>" is three words, "<", "UNK" and ">", and all of them are
# counted. With ignore_punctuation "UNK" is left.
# Cost: each tag is three errors; a set with many noises has a doubled error rate, and the option looks as if it had been applied.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check compute-wer==0.2.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from compute_wer.utils import normalize, wer

tagged, plain = "hello <unk> world", "hello world"
result = wer(tagged, plain, remove_tag=True)
print(normalize(tagged, remove_tag=True), result)
assert normalize(tagged, remove_tag=True) == ["HELLO", "<", "UNK", ">", "WORLD"]
assert (result.delete, result.all) == (3, 5)
assert normalize(tagged, remove_tag=True, ignore_punctuation=True) == ["HELLO", "UNK", "WORLD"]
PY
