#!/bin/bash
# elevenlabs 2.78.0: when an upload is retried, its form fields are missing.
# Expected: a retry (by default two, on 408, 409, 429 and from 500 on) sends the same request again.
# Seen: dubbing.create() with a file, target_lang and num_speakers, answered with 429: the second POST has the file,
# but no target_lang and no num_speakers. The retry of the generated client passes on json, content and files, but not
# data.
# Cost: a paid dubbing or transcription with default settings instead of those asked for, or a 422 that hides the rate
# limit.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check elevenlabs==2.78.0 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time
import httpx
from elevenlabs import ElevenLabs

posts = []
time.sleep = lambda seconds: None

def answer(request):
    posts.append(request.read())
    if len(posts) == 1:
        return httpx.Response(429, json={"detail": {"status": "rate_limit_exceeded"}})
    return httpx.Response(200, json={"dubbing_id": "d1", "expected_duration_sec": 1})

client = ElevenLabs(api_key="key", httpx_client=httpx.Client(transport=httpx.MockTransport(answer)))
job = client.dubbing.create(file=("a.wav", b"RIFF....WAVE", "audio/wav"), target_lang="es", num_speakers=2)
seen = [(b'name="target_lang"' in post, b'name="num_speakers"' in post, b"RIFF....WAVE" in post) for post in posts]
print(f"{job.dubbing_id}; target_lang, num_speakers, audio in each POST: {seen}")
assert seen == [(True, True, True), (False, False, True)]
PY
