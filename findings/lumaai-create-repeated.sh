#!/bin/bash
# lumaai 1.21.0: generations.create() sends its POST three times if the API answers 500, and never sends its own idempotency key.
# Expected by RFC 9110 section 9.2.2: a POST is not repeated by a client on its own, unless it is known to be
# idempotent. The client has an option idempotency_key for just that.
# Seen: three POSTs for one create() by default (max_retries=2). The client makes one key for all three, but has no
# header name to send it in; a key that the caller gives as an extra header is sent.
# Cost: up to three generations are charged if the 500 came after the job was taken; one id is known.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check lumaai==1.21.0 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time
import httpx, lumaai

requests = []
time.sleep = lambda seconds: None

def answer(request):
    requests.append(request)
    if len(requests) % 3:
        return httpx.Response(500, json={"detail": "the job is taken, but the answer went wrong"})
    return httpx.Response(201, json={"id": "g3", "state": "queued"})

client = lumaai.LumaAI(auth_token="token", http_client=httpx.Client(transport=httpx.MockTransport(answer)))
generation = client.generations.create(model="ray-2", prompt="sea")
posts = [r for r in requests if r.method == "POST"]
keys = [name for name in posts[0].headers if "idempot" in name.lower()]
print(f"{len(posts)} POSTs for one create(), known by the caller: {generation.id}; headers with a key: {keys}")
assert len(posts) == 3 and generation.id == "g3" and keys == []

client.generations.create(model="ray-2", prompt="sea", extra_headers={"Idempotency-Key": "k1"})
assert [r.headers["idempotency-key"] for r in requests[3:]] == ["k1"] * 3
PY
