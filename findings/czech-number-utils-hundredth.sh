#!/bin/bash
# czech-number-utils 1.0.3: in Czech the hundredth is "one hundred".
# Expected by Czech: 100th is stý, 1000th tisící. Its README: numbers are converted to ordinal forms, with large numbers up to billions.
# Seen: from 100 on number_to_czech_ordinal() gives the cardinal number, without an error: "jedno sto", "jeden tisíc". 99 is right.
# Cost: a voice says "the one hundred episode".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check czech-number-utils==1.0.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from czech_number_utils import number_to_czech_ordinal, number_to_czech_word

seen = [number_to_czech_ordinal(number) for number in (99, 100, 1000)]
print(seen)
assert seen == ["devadesátý devátý", "jedno sto", "jeden tisíc"]
assert seen[1:] == [number_to_czech_word(number) for number in (100, 1000)]
PY
