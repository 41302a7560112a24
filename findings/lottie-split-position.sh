#!/bin/bash
# lottie 0.7.2 (PyPI): an animation whose x and y are animated apart gets an expression that is Python's text of a dictionary.
# Expected by the Lottie format, "split position": with "s" true a position has two properties "x" and "y"; "x" is an expression, a text,
# only in a property that is not split. After Effects writes this for "separate dimensions".
# Seen: both are merged into one list of keyframes, which is allowed, but "x" stays, as the text "{'a': 1, 'k': [{'t': 0, ...". A player
# with expressions runs it as the position.
# Cost: after reading and writing alone the layer jumps or is gone in players with expressions, and is right in those without.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check lottie==0.7.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from lottie import objects

x = {"a": 1, "k": [{"t": 0, "s": [0], "i": {"x": [0.5], "y": [1]}, "o": {"x": [0.5], "y": [0]}}, {"t": 30, "s": [80]}]}
layer = {
    "ty": 4,
    "ip": 0,
    "op": 60,
    "st": 0,
    "ks": {"p": {"s": True, "x": x, "y": {"a": 0, "k": 6}}},
    "shapes": [],
}
document = {"v": "5.7.0", "fr": 30, "ip": 0, "op": 60, "w": 100, "h": 100, "layers": [layer]}
position = objects.Animation.load(document).to_dict()["layers"][0]["ks"]["p"]
print(position)
assert "s" not in position and position["k"][0]["s"] == [0, 6]
assert position["x"] == str(x)
PY
