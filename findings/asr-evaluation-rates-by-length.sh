#!/bin/bash
# asr-evaluation 2.0.4: the option for error rates by length of sentence always fails.
# Expected by its help: --print-wer-vs-length prints a table of the average error rate for each length of reference.
# Seen: where every length occurs once it fails with IndexError, since the second of one rate is looked for; with two sentences of one
# length with TypeError. The rates before the table are not printed either.
# Cost: an evaluation of hours ends without any result.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check asr-evaluation==2.0.4 edit-distance==1.0.7 termcolor==3.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess, sys

for name, lines in (("reference", ["good morning", "hello"]), ("hypothesis", ["good evening", "hello"])):
    with open(f"{name}.txt", "w") as file:
        file.write("\n".join(lines) + "\n")
command = [sys.executable.replace("python", "wer"), "reference.txt", "hypothesis.txt"]
plain = subprocess.run(command, capture_output=True, text=True)
table = subprocess.run([*command, "--print-wer-vs-length"], capture_output=True, text=True)
print(plain.stdout, table.stderr.splitlines()[-1])
assert "WER:    33.333%" in plain.stdout
assert table.returncode == 1 and "IndexError" in table.stderr and "WER:" not in table.stdout
PY
