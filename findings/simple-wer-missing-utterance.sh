#!/bin/bash
# simple-wer 0.3.2: an utterance that the recogniser left out is left out of the error rate too.
# Expected by the definition: the words of the reference that have no counterpart are deletions. Kaldi's scorer stops at a missing
# utterance, unless another --mode is asked for.
# Seen: read_from_file() goes through the hypotheses only. Of two utterances of three words one is missing, and the rate is 0 over 3
# words, without a warning.
# Cost: a recogniser that fails at the hard recordings, and writes no line for them, is the best one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check simple-wer==0.3.2 kaldialign==0.12.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from simple_wer.simple_wer import read_from_file, simple_wer

with open("references.txt", "w") as file:
    file.write("talk-1\tgood morning all\ntalk-2\tmumble mumble mumble\n")
with open("hypotheses.txt", "w") as file:
    file.write("talk-1\tgood morning all\n")
results = read_from_file("references.txt", "hypotheses.txt")
rate, *_ = simple_wer(results, logdir="logs")
print(results, rate)
assert [name for name, *_ in results] == ["talk-1"] and rate == 0
PY
