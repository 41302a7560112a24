#!/bin/bash
# pycmx 1.5.1: the last edit of an event is missing if no comment stands behind it, so a dissolve has nothing to dissolve to.
# Expected by the CMX 3600 format: comments are optional. An event with a dissolve has two lines, the clip that goes and the one that
# comes.
# Seen: each line of an event is looked at together with the line after it, and the last one has none. The dissolve has one edit, a cut of
# no length; the first event, behind the line FCM, has no edit at all. With a comment behind each event all are there.
# Cost: clips are missing when a film is put together from lists of a program that writes no comments.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycmx==1.5.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import pycmx

HEAD = "TITLE:   REEL\nFCM: NON-DROP FRAME\n"
FIRST = "001  TAPE1    V     C        01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00\n"
SECOND = (
    "002  TAPE1    V     C        01:00:02:00 01:00:02:00 00:00:02:00 00:00:02:00\n"
    "002  TAPE2    V     D    024 02:00:00:00 02:00:02:00 00:00:02:00 00:00:04:00\n"
)


def sources(text):
    return [[edit.source for edit in event.edits] for event in pycmx.parse_cmx3600(io.StringIO(text)).events]


plain = sources(HEAD + FIRST + SECOND)
remarked = sources(HEAD + FIRST + "* NOTE\n" + SECOND + "* NOTE\n")
print(plain, remarked)
assert plain == [[], ["TAPE1"]] and remarked == [["TAPE1"], ["TAPE1", "TAPE2"]]
PY
