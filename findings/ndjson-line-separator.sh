#!/bin/bash
# ndjson 0.3.1: a line separator within a text is replaced by a comma.
# Expected by RFC 8259 section 7: in a JSON string U+2028 and U+0085 may stand as they are; and by the NDJSON specification
# (ndjson-spec): a line feed, 0x0A, ends a row.
# Seen: loads() takes the rows apart with str.splitlines(), which also splits at U+2028, U+2029 and U+0085, and joins them
# with commas. The comma lands in the text: "one<U+2028>two" is "one,two", with no error. json.loads() of the same row, and
# jsonlines 4.0.0, keep the text.
# Cost: results of a batch, a row a job, differ from what the model wrote; such separators come along in copied texts.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ndjson==0.3.1 jsonlines==4.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io
import json

import jsonlines
import ndjson

rows = [{"custom_id": "row-1", "text": "one\u2028two"}, {"custom_id": "row-2", "text": "three\x85four"}]
batch = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
read = ndjson.loads(batch)
print("ndjson:", read)
assert [row["text"] for row in read] == ["one,two", "three,four"]
assert [json.loads(line) for line in batch.split("\n") if line] == rows
assert list(jsonlines.Reader(io.StringIO(batch))) == rows
PY
