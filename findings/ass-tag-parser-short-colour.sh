#!/bin/bash
# ass-tag-parser 2.4.1: a colour without its leading zeros, such as \c&HFF&, is refused.
# Expected: a colour is a hexadecimal number; Aegisub's reference of the ASS tags says that leading zeros are not required, and gives
# \c&HFF& as pure, full intensity red.
# Seen: BadAssTagArgument, "expected hexadecimal number"; six digits are wanted.
# Cost: files of other programs cannot be read, though all players show them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ass-tag-parser==2.4.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ass_tag_parser import ParseError, parse_ass


def outcome(text):
    try:
        tag = parse_ass(text)[1]
    except ParseError as error:
        return str(error)
    return (tag.red, tag.green, tag.blue)


full, short = outcome(r"{\c&H0000FF&}red"), outcome(r"{\c&HFF&}red")
print(full, "|", short)
assert full == (255, 0, 0) and "expected hexadecimal number" in short
PY
