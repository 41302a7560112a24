#!/bin/bash
# openai 3.57.0: videos.poll() heeds the server's poll interval only once; whatever the later answers say is ignored.
# Expected: the header openai-poll-after-ms of an answer says when to ask next; the SDK reads it if the caller gives
# no interval.
# Seen: the header of the first answer is kept as if the caller had given it. Answers that ask for 10 s and 30 s, as
# the queue grows, change nothing: the SDK goes on every 0.1 s.
# Cost: polls a hundred times too often, and the rate limit.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openai==3.57.0 httpx2==2.16.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time, warnings
import httpx2, openai

warnings.simplefilter("ignore", DeprecationWarning)
asked, sleeps = ["100", "10000", "30000", None], []
time.sleep = sleeps.append

def answer(request):
    after = asked[len(sleeps)]
    video = {"id": "v1", "object": "video", "status": "in_progress" if after else "completed", "progress": 1, "model": "sora-2"}
    return httpx2.Response(200, json=video, headers={"openai-poll-after-ms": after} if after else {})

client = openai.OpenAI(api_key="key", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
video = client.videos.poll("v1")
print(f"{video.status}; asked for {asked[:3]} ms, slept {sleeps} s")
assert video.status == "completed" and sleeps == [0.1, 0.1, 0.1]
PY
