#!/bin/bash
# polling2 0.5.0: is_value("succeeded") does not recognise the status "succeeded" of an answer.
# Expected by its docstring: it "checks that whatever is returned from that target is that value".
# Seen: it compares with `is`, so only the very same object counts. A status that was read from JSON is another str with
# the same letters: poll() goes on until its timeout, with the value looked for as the last one in its exception. With
# True and with None, of which Python has one each, it works; so it does in tests that return the literal.
# Cost: a finished job looks as if it had timed out; who submits it again pays twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check polling2==0.5.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json

import polling2


def wait_for(value, look):
    try:
        return polling2.poll(look, step=0, max_tries=5, check_success=polling2.is_value(value))
    except polling2.MaxCallException as error:
        return f"given up after {error.values.qsize()} looks, the last one was {error.last!r}"


answer = '{"id": "job-7", "status": "succeeded", "done": true}'
status = wait_for("succeeded", lambda: json.loads(answer)["status"])
print("status of an answer:", status)
print("done of an answer:", wait_for(True, lambda: json.loads(answer)["done"]))
print("a literal in a test:", wait_for("succeeded", lambda: "succeeded"))
assert status == "given up after 5 looks, the last one was 'succeeded'"
assert wait_for(True, lambda: json.loads(answer)["done"]) is True
assert wait_for("succeeded", lambda: "succeeded") == "succeeded"
PY
