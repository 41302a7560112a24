#!/bin/bash
# fish-audio-sdk 1.3.0: max_retries does nothing.
# Expected by its documentation: RequestOptions(max_retries=3) overrides "the client's default max retries".
# Seen: there are no retries in the package. A service that answers 503 once is asked once, and the error comes at once.
# Cost: a long narration in many parts ends at the first bad moment of the service, though three retries were asked for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check fish-audio-sdk==1.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpx
from fishaudio import FishAudio
from fishaudio.core.request_options import RequestOptions
from fishaudio.exceptions import ServerError

asked = []


def service(request):
    asked.append(request.url.path)
    return httpx.Response(503 if len(asked) == 1 else 200, content=b"sound")


http = httpx.Client(transport=httpx.MockTransport(service), base_url="http://service.example")
client = FishAudio(api_key="key", httpx_client=http)
try:
    client.tts.convert(text="Good morning.", request_options=RequestOptions(max_retries=3))
except ServerError as error:
    seen = error.status
else:
    seen = 200
print(seen, asked)
assert seen == 503 and asked == ["/v1/tts"]
PY
