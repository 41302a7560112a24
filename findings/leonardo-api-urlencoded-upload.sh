#!/bin/bash
# leonardo-api 0.0.14: the blocking client uploads images as application/x-www-form-urlencoded.
# Expected by the guide of Amazon S3, where the signed addresses lead to ("POST Object"): a form of type multipart/form-data, with the
# content in a file field; anything else is refused. The asynchronous client sends such a form.
# Seen: upload_init_image() puts the bytes of the image among the fields, so requests writes them with percent signs into one line:
# file=%89PNG..., without a file name or a type. upload_dataset_image() does the same.
# Cost: no image can be uploaded to be varied or upscaled with this client; a storage that takes the form keeps a broken file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check requests==2.34.2 aiohttp==3.14.5 aiofiles==25.1.0
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps leonardo-api==0.0.14  # asyncio, left out, is Python's own
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json
import logging

import requests
from leonardo_api import Leonardo

uploads = []


def answer(self, request, **_):
    response = requests.Response()
    response.status_code, response.request, response.url = 200, request, request.url
    if "storage.example" in request.url:
        uploads.append((request.headers["Content-Type"], request.body))
    signed = {"url": "https://storage.example/", "id": "i-1", "datasetId": "d-1", "fields": json.dumps({"key": "a.png"})}
    response._content = json.dumps({"uploadInitImage": signed, "uploadDatasetImage": signed}).encode()
    return response


requests.adapters.HTTPAdapter.send = answer
with open("a.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n")
client = Leonardo("token", logger=logging.getLogger("quiet"))
client.upload_init_image("a.png")
client.upload_dataset_image("d-1", "a.png")
print(uploads)
assert uploads == [("application/x-www-form-urlencoded", "key=a.png&file=%89PNG%0D%0A%1A%0A")] * 2
PY
