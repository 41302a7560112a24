#!/bin/bash
# leonardo-api 0.0.14: to wait for all images ends in TimeoutError, however early they are complete.
# Expected by its docstring: image_index None "waits for all images to complete", and they are returned.
# Seen: a generation that is COMPLETE with its two images at the first look is looked at 25 times, and then the error is "Image has
# not been generated in 120 seconds". With an index, the image is returned after the first look.
# Cost: images that are made and paid for are never handed over; a program that orders them again pays twice.
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
from leonardo_api import Leonardo, leonardo_sync

IMAGES = [{"id": "i-1", "url": "https://media.example/1.jpg"}, {"id": "i-2", "url": "https://media.example/2.jpg"}]
looks = []
slept = []


def answer(self, request, **_):
    looks.append(request.url)
    response = requests.Response()
    response.status_code, response.request, response.url = 200, request, request.url
    response._content = json.dumps({"generations_by_pk": {"status": "COMPLETE", "generated_images": IMAGES}}).encode()
    return response


requests.adapters.HTTPAdapter.send = answer
leonardo_sync.time.sleep = slept.append
client = Leonardo("token", logger=logging.getLogger("quiet"))
found = client.wait_for_image_generation("g-1", image_index=1)
print("second image:", found, "looks:", len(looks))
assert found == IMAGES[1] and len(looks) == 1
looks.clear()
try:
    client.wait_for_image_generation("g-1", image_index=None)
except TimeoutError as error:
    print("all images:", error, "looks:", len(looks), "slept:", sum(slept))
else:
    raise SystemExit("all images are returned now")
assert len(looks) == 25
PY
