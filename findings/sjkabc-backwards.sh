#!/bin/bash
# sjkabc 1.4.3: the tunes of a file come in reverse, and only once.
# Expected by its documentation: Parser is iterable and gives "a Tune object for every tune found"; parse_file() too. Nothing says that
# they come from the last to the first.
# Seen: of a file with the tunes One and Two the first is Two. A second loop over the same parser is empty.
# Cost: tunes that are numbered while they are read, or paired with another list, belong to the wrong entries.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sjkabc==1.4.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import sjkabc

ABC = "X:1\nT:One\nK:G\nGAB|\n\nX:2\nT:Two\nK:D\nDEF|\n"
parser = sjkabc.Parser(ABC)
first, second = [tune.title for tune in parser], [tune.title for tune in parser]
print(first, second)
assert first == [["Two"], ["One"]] and second == []
PY
