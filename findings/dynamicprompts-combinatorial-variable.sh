#!/bin/bash
# dynamicprompts 0.31.0: of the values of a variable that is set once, the combinatorial generator takes only the first.
# Expected by its README: this generator makes all prompts of a template. A variable that is set with ${c=!...} is evaluated once, so that
# it has one value in the whole prompt.
# Seen: "${c=!{red|blue}}a ${c} cat, a ${c} hat" gives one prompt, with red; there is none with blue. Without the "!" there are four, with
# "a red cat, a blue hat" among them. The random generator does give both, one at a time.
# Cost: a batch that is to have each style, alike in all its places, has the first style alone, and says nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dynamicprompts==0.31.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from dynamicprompts.generators import CombinatorialPromptGenerator

generator = CombinatorialPromptGenerator()
once = list(generator.generate("${c=!{red|blue}}a ${c} cat, a ${c} hat", 10))
each_time = list(generator.generate("${c={red|blue}}a ${c} cat, a ${c} hat", 10))
print(once, each_time)
assert once == ["a red cat, a red hat"]
assert len(each_time) == 4 and list(generator.generate("a {red|blue} cat", 10)) == ["a red cat", "a blue cat"]
PY
