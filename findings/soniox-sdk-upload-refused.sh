#!/bin/bash
# soniox-sdk 0.1.6: a refused upload is an error of validation.
# Expected by its documentation: transcribe_file() raises "SonioxAPIError: if API returns an error" (and SonioxRateLimitError for 429).
# Seen: the answer to the upload is not looked at. For 401 and 429 it raises pydantic's ValidationError: three fields required. The
# status and the message of the service are only inside that text. transcribe_url() raises the right errors.
# Cost: at the limit of requests, code that waits after SonioxRateLimitError stops instead.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check soniox-sdk==0.1.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpx
from soniox import SonioxClient
from soniox.exceptions import SonioxAPIError


def service(request):
    return httpx.Response(429, json={"error": "too many requests"})


class Http(httpx.Client):
    def __init__(self, **options):
        super().__init__(transport=httpx.MockTransport(service), **options)


def tried(call, *args):
    try:
        call(*args)
    except Exception as error:
        return type(error).__name__, isinstance(error, SonioxAPIError)


httpx.Client = Http
open("speech.mp3", "wb").close()
client = SonioxClient(api_key="key")
seen = tried(client.transcribe_file, "speech.mp3"), tried(client.transcribe_url, "https://files.example/speech.mp3")
print(*seen)
assert seen == (("ValidationError", False), ("SonioxRateLimitError", True))
PY
