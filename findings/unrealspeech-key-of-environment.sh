#!/bin/bash
# unrealspeech 0.1.5: the key that is given to the client gives way to the one in the environment.
# Expected by its README: UnrealSpeechAPI(api_key) works with that key; the environment is not named there.
# Seen: with UNREALSPEECH_API_KEY in the environment, or in a .env file in the folder, each request of a client that was made with
# another key carries the one of the environment. No parameter changes it.
# Cost: speech that a program makes for a customer with his own key is charged to whoever set the variable, without a word.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check requests==2.34.2 python-dotenv==1.2.4
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps unrealspeech==0.1.5  # what is left out plays sound
cd "$dir"
echo 'playsound = AudioSegment = None' | tee playsound.py pydub.py simpleaudio.py > names.txt
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import os

import requests
from unrealspeech import UnrealSpeechAPI

keys = []


def answer(self, request, **_):
    keys.append(request.headers["Authorization"])
    response = requests.Response()
    response.status_code, response._content, response.request, response.url = 200, b"ID3", request, request.url
    return response


requests.adapters.HTTPAdapter.send = answer
os.environ.pop("UNREALSPEECH_API_KEY", None)
UnrealSpeechAPI("customer").stream("Hello", "Will")
os.environ["UNREALSPEECH_API_KEY"] = "ours"
UnrealSpeechAPI("customer").stream("Hello", "Will")
UnrealSpeechAPI(api_key="customer").stream("Hello", "Will")
print(keys)
assert keys == ["Bearer customer", "Bearer ours", "Bearer ours"]
PY
