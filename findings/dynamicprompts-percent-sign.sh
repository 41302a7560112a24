#!/bin/bash
# dynamicprompts 0.31.0: a prompt with a percent or a dollar sign cannot be read.
# Expected by its README: a template is plain text, with {...} for choices, __...__ for wildcards and ${...} for variables. A "%" has no
# meaning there, and a "$" only before "{".
# Seen: "a {red|blue} sign, 50% off" raises ParseException ("Expected end of text, found '%'"), in each generator, and so does "a 5$
# note". All other signs of a keyboard are taken as they are, but for "#", which begins a comment.
# Cost: prompts that users write ("100% cotton", "a $5 coffee") end in an error about a grammar, in a batch also those that have no choice
# in them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dynamicprompts==0.31.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from dynamicprompts.generators import CombinatorialPromptGenerator, RandomPromptGenerator

for generator in (CombinatorialPromptGenerator(), RandomPromptGenerator()):
    assert generator.generate("a sign, 50 & more * off!", 1) == ["a sign, 50 & more * off!"]
    for prompt in ("a {red|blue} sign, 50% off", "a 5$ note"):
        try:
            found = generator.generate(prompt, 2)
        except Exception as error:
            print(type(generator).__name__, repr(prompt), type(error).__name__, error)
            assert type(error).__name__ == "ParseException"
        else:
            raise SystemExit(f"can be read now: {list(found)}")
PY
