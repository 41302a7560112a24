#!/bin/bash
# a-law-lib 0.2.0: a sound at a tenth of full scale comes back twenty times too quiet, and full scale is encoded as 3.6.
# Expected by ITU-T G.711 and the A-law: 1 is encoded as 1, x below 1/A as A|x|/(1+ln A), the rest as (1+ln(A|x|))/(1+ln A), and decoding
# undoes it.
# Seen: the quiet part is multiplied by 1+ln A up to 1/(1+ln A), so values up to 1 belong to both parts, and the decoder takes them for
# the loud one: 0.1 becomes 0.0053. The loud part is divided by ln(1+ln A).
# Cost: speech that passes through it has its loud syllables alone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check a-law-lib==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import numpy as np
from a_law_lib import a_law_decode, a_law_encode

sound = np.array([0.01, 0.1, 1.0])
encoded = a_law_encode(sound)
decoded = a_law_decode(encoded)
print(encoded, decoded)
assert round(float(encoded[2]), 2) == 3.63
assert round(float(decoded[0]), 4) == 0.01 and round(float(decoded[1]), 4) == 0.0053 and round(float(decoded[2]), 4) == 1.0
PY
