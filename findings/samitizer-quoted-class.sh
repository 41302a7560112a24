#!/bin/bash
# samitizer 0.2.4: a SAMI file whose attributes stand in quotation marks cannot be read.
# Expected by SAMI, which takes its syntax from HTML: the value of an attribute may stand in quotation marks; many programs write <P
# Class="ENCC">.
# Seen: the class is looked for as letters behind the equals sign, so nothing is found, and AttributeError of a None is raised, without
# file or line. The same file without quotation marks is read.
# Cost: whether captions can be converted depends on the program that wrote them, and the error does not say why.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check samitizer==0.2.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from samitizer import Sami


def read(name):
    with open("film.smi", "w") as file:
        file.write(f"<SAMI><BODY>\n<SYNC Start=1000><P Class={name}>Hello\n</BODY></SAMI>\n")
    try:
        return [caption.lang2content for caption in Sami("film.smi", "utf-8").subtitles]
    except AttributeError as error:
        return str(error)


print(read("ENCC"), "|", read('"ENCC"'))
assert read("ENCC") == [{"ENCC": "Hello"}]
assert read('"ENCC"') == "'NoneType' object has no attribute 'group'"
PY
