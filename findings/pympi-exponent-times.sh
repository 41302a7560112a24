#!/bin/bash
# pympi-ling 1.71: a tiny time in a TextGrid, such as 2.2e-16, is read as 16 seconds.
# Expected by Praat's manual, "TextGrid file formats": times are real numbers, which Praat writes with an exponent when they are tiny,
# such as 2.220446049250313e-16 for a boundary that was computed to be 0. Python writes 5e-05 in the same way.
# Seen: the last digits of the line are the time, whatever stands before them: 16.0, and 5.0 for 5e-05. The first word starts at 16 s
# and ends at 1 s, without an error. (The minus of a negative time is lost in the same way.)
# Cost: durations of an alignment that are negative or far too long, where the aligner's first boundary was not exactly 0.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pympi-ling==1.71
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pympi import TextGrid


def first_word(start):
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0", "xmax = 2", "tiers? <exists>", "size = 1"]
    lines += ["item []:", "    item [1]:", '        class = "IntervalTier"', '        name = "words"', "        xmin = 0"]
    lines += ["        xmax = 2", "        intervals: size = 2"]
    for number, (begin, end, text) in enumerate([(start, "1", "one"), ("1", "2", "two")], 1):
        lines += [f"        intervals [{number}]:", f"            xmin = {begin}", f"            xmax = {end}"]
        lines += [f'            text = "{text}"']
    with open("words.TextGrid", "w") as file:
        file.write("\n".join(lines) + "\n")
    return next(TextGrid("words.TextGrid").tiers[0].get_intervals())


seen = {start: first_word(start) for start in ("0", "0.00005", "5e-05", "2.220446049250313e-16")}
for start, word in seen.items():
    print(start, "->", word)
assert seen["0"] == (0.0, 1.0, "one") and seen["0.00005"] == (5e-05, 1.0, "one")
assert seen["5e-05"] == (5.0, 1.0, "one") and seen["2.220446049250313e-16"] == (16.0, 1.0, "one")
PY
