#!/bin/bash
# jsonc-parser 1.1.5 (PyPI): a text with an escaped quotation mark before two slashes cannot be read.
# Expected by JSON: within a text \" is a character, and slashes are plain characters. Its README: comments are removed, and texts are
# kept.
# Seen: the escaped mark is taken for the end of the text, so what follows // is removed as a comment: ParserError. An address without
# such a mark before it is kept.
# Cost: a document that quotes a link, such as a prompt with HTML in it, is refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jsonc-parser==1.1.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from jsonc_parser.errors import ParserError
from jsonc_parser.parser import JsoncParser

assert JsoncParser.parse_str('{"a": "https://a.example"}') == {"a": "https://a.example"}
try:
    JsoncParser.parse_str('{"a": "<a href=\\"https://a.example\\">"}')
except ParserError as error:
    print(error)
else:
    raise SystemExit("it is read now")
PY
