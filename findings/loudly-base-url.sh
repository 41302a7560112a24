#!/bin/bash
# loudly-py-sdk 0.1.0: the base address is never used.
# Expected by its interface: LoudlyClient(base_url=...) and with_base_url() say where requests go.
# Seen: every method writes the address of the real service itself; a song asked for at a test server goes to the real service.
# Cost: tests and trials against a stand-in make real songs, with a real key, and pay for them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check loudly-py-sdk==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import requests
from loudly_py_sdk import LoudlyClient


class Answer:
    ok = True

    def json(self):
        return {"id": "song"}


sent = []
requests.post = lambda address, **kwargs: sent.append(address) or Answer()
requests.get = lambda address, **kwargs: sent.append(address) or Answer()
for client in (LoudlyClient(api_key="key", base_url="http://test.example"), LoudlyClient("key").with_base_url("http://test.example")):
    client.generate_song_from_prompt("a calm piano")
    client.list_genres()
print(client.base_url, sorted(set(sent)))
assert client.base_url == "http://test.example" and len(sent) == 4
assert all(address.startswith("https://soundtracks.loudly.com/") for address in sent)
PY
