#!/bin/bash
# resemble 1.9.0: detect_and_get() gives back the answer of the submission when the time is over.
# Expected by its documentation: it polls get() until the status is 'completed' or 'failed' or the retries are used up; after that the
# detection as it was last seen, or an error.
# Seen: the last poll said "processing"; what comes back is the first answer, success true and status "queued". Nothing in it says that
# the polls were used up or how far the detection is.
# Cost: with the default of 10 polls in 30 seconds a long video comes back as a success without results.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check resemble==1.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import requests
from resemble import Resemble


class Answer:
    def __init__(self, status):
        self.status = status

    def json(self):
        return {"success": True, "item": {"uuid": "d", "status": self.status}}


polls = []
requests.post = lambda *args, **kwargs: Answer("queued")
requests.get = lambda address, **kwargs: polls.append(address) or Answer("processing")
Resemble.api_key("key")
seen = Resemble.v2.deepfake_detection.detect_and_get(url="https://files.example/film.mp4", retries=3, wait_time=0)
print(len(polls), seen)
assert len(polls) == 3 and seen == {"success": True, "item": {"uuid": "d", "status": "queued"}}
PY
