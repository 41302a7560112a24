#!/bin/bash
# convoy-python 0.2.0: a right signature in base64 is verified as None.
# Expected by its annotation (verify_signature() -> bool): True for the right signature, as it is for one in hexadecimal digits.
# Seen: with encoding="base64" the comparison is made, and its result is not returned. A program that asks "if
# webhook.verify_signature(...)" takes the right signature for a wrong one.
# Cost: each notice that a job is done is thrown away as a forgery; the provider repeats it until it gives up, and the result is never
# fetched.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check convoy-python==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import base64
import hashlib
import hmac

from convoy.utils.webhook import Webhook

payload = '{"event": "job.done", "id": "j-1"}'
digest = hmac.new(b"secret", payload.encode(), hashlib.sha256).digest()
right = {"hex": digest.hex(), "base64": base64.b64encode(digest).decode()}
found = {encoding: Webhook(secret="secret", encoding=encoding).verify_signature(payload, signature)
         for encoding, signature in right.items()}
print(found)
assert found == {"hex": True, "base64": None}
PY
