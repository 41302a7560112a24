#!/bin/bash
# remove-bg-api 0.2.1: the options of one call keep its picture for the next call.
# Expected: data holds "image options"; remove_bg_url(address, data=options) leaves them as they were.
# Seen: the address is written into the caller's dictionary and stays there. When the same options are used for a picture in Base64
# next, the request has both sources, image_url of the first picture and image_file_b64 of the second. The service wants exactly one of
# image_file, image_file_b64 and image_url.
# Cost: in a loop with shared options the second picture is refused, or the first is cut out and paid for again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check remove-bg-api==0.2.1 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import requests
from remove_bg_api import RemoveBg


class Answer:
    status_code, headers, content = 200, {"X-Credits-Charged": "1"}, b"picture"

    def json(self):
        return {"data": {"attributes": {"credits": {"total": 10}}}}


sent = []
requests.get = lambda *args, **kwargs: Answer()
requests.post = lambda address, data, **kwargs: sent.append(dict(data)) or Answer()
service, options = RemoveBg("key"), {"size": "full"}
service.remove_bg_url("https://pictures.example/one.jpg", data=options)
service.remove_bg_base64("dHdv", data=options)
print(*sent, sep="\n")
assert [sorted(request) for request in sent] == [["image_url", "size"], ["image_file_b64", "image_url", "size"]]
PY
