#!/bin/bash
# pysubs2 1.8.1: a TTML file whose captions have a "dur" instead of an "end" cannot be read.
# Expected by W3C TTML1, section 10.2.3: "dur" tells the duration of an element, next to "begin" and "end"; it may stand for "end".
# Seen: KeyError: 'end'. The reader looks for an attribute "duration", which TTML does not have, and reads a file with that one.
# Cost: captions of editors and broadcasters that write "dur" are refused, with an error that names neither the caption nor the file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysubs2==1.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pysubs2


def read(attributes):
    body = f'<body><div><p begin="3s" {attributes}>Good morning.</p></div></body>'
    subs = pysubs2.SSAFile.from_string(f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">{body}</tt>', "ttml")
    return [(event.start, event.end) for event in subs]


print(read('end="5s"'), read('duration="2s"'))
assert read('end="5s"') == read('duration="2s"') == [(3000, 5000)]
try:
    print(read('dur="2s"'))
except KeyError as error:
    print("KeyError", error)
    assert error.args == ("end",)
else:
    raise SystemExit("dur is read now")
PY
