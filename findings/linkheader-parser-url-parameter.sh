#!/bin/bash
# linkheader-parser 0.6 (PyPI): the address of the next page is replaced by a query parameter that is called url.
# Expected by RFC 8288, section 3: the target of a link is what stands between "<" and ">". The parser gives it as "url".
# Seen: the parameters of the query are put into the same dictionary, after the target: for "/transcripts?url=...&page=2" the "url" is
# that of the media file. A parameter called title does the same to the title.
# Cost: lists that are filtered by the url of a medium, as those of transcription services are, go on with the medium instead of page 2.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check linkheader-parser==0.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from linkheader_parser import parse

medium = "https://media.example/talk.mp3"
header = f'<https://api.example/transcripts?url={medium}&page=2>; rel="next"'
seen = parse(header)["next"]
print(seen)
assert seen["url"] == medium and seen["page"] == "2"
assert parse('<https://api.example/transcripts?page=2>; rel="next"')["next"]["url"] == "https://api.example/transcripts?page=2"
PY
