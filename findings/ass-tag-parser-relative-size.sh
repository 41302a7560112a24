#!/bin/bash
# ass-tag-parser 2.4.1: a relative font size, such as \fs+5, is composed as an absolute one.
# Expected: what is parsed and composed without a change means the same. libass and VSFilter read \fs+5 as half as large again (tenths
# of the size), and \fs5 as a size of 5.
# Seen: \fs+5 becomes \fs5, which can hardly be seen. \fs-5 is refused, with the reason that \fs takes only positive decimals.
# Cost: titles of a film shrink to a speck when a tool has only shifted their times.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ass-tag-parser==2.4.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ass_tag_parser import ParseError, compose_ass, parse_ass


def again(text):
    try:
        return compose_ass(parse_ass(text))
    except ParseError as error:
        return str(error)


seen = {text: again(text) for text in (r"{\fs40}title", r"{\fs+5}title", r"{\fs-5}title")}
print(seen)
assert seen[r"{\fs40}title"] == r"{\fs40}title" and seen[r"{\fs+5}title"] == r"{\fs5}title"
assert "takes only positive decimals" in seen[r"{\fs-5}title"]
PY
