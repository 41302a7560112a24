#!/bin/bash
# httsleep 0.3.1: a wait for an empty list, an empty text or an empty object ends with the first answer, whatever it is.
# Expected by its documentation: {"json": ...} is met when the body is this JSON value.
# Seen: a condition whose value is empty is skipped as if it were not there, and a condition without demands is met. So a wait until the
# list of unfinished jobs is [] returns while it has three.
# Cost: the next step of a pipeline starts before the jobs are done. As an alarm, {"text": ""} ends each wait.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httsleep==0.3.1 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json

import requests
from httsleep import httsleep


class Server(requests.Session):
    answers = []

    def send(self, request, **options):
        response = requests.Response()
        response.status_code, response._content = 200, json.dumps(self.answers.pop(0)).encode()
        return response


def answer(until):
    Server.answers = [["job 1", "job 2"], ["job 2"], []]
    return httsleep("http://example.com/unfinished", until=until, session=Server(), polling_interval=0).json()


seen = [answer({"json": ["job 2"]}), answer({"json": []}), answer({"callback": lambda response: response.json() == []})]
print(seen)
assert seen == [["job 2"], ["job 1", "job 2"], []]
PY
