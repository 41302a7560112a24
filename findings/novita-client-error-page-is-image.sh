#!/bin/bash
# novita-client 0.7.1: download_images() takes the body of an error for the image: the status of the response is not read.
# Expected: an error, or another attempt as for a broken connection (the package has three), when the media host answers
# 404 or 503.
# Seen: an expired link (404, a JSON text) and an overloaded host (503, an HTML page) are each fetched once, and their
# bodies stand in images_encoded as base64, beside the real image.
# Cost: a program saves an error page as picture.png and ends with success; the result may have been there a second later.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check novita-client==0.7.1 dataclass-wizard==1.0.0 pillow==13.0.0 requests==2.34.2
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from novita_client.proto import V3TaskResponse

ANSWERS = {
    "/image.png": (200, "image/png", b"\x89PNG\r\n\x1a\n, and so on"),
    "/expired.png": (404, "application/json", b'{"message": "the link has expired"}'),
    "/busy.png": (503, "text/html", b"<html>try again later</html>"),
}
asked = []


class MediaHost(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        asked.append(self.path)
        status, kind, body = ANSWERS[self.path]
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), MediaHost)
threading.Thread(target=server.serve_forever, daemon=True).start()
host = f"http://127.0.0.1:{server.server_port}"
response = V3TaskResponse.from_dict(
    {
        "task": {"task_id": "t-1", "status": "TASK_STATUS_SUCCEED"},
        "images": [{"image_url": host + path, "image_url_ttl": 3600, "image_type": "png"} for path in ANSWERS],
    }
)
response.download_images()
images = [base64.b64decode(text) for text in response.images_encoded]
for path, image in zip(ANSWERS, images, strict=True):
    print(f"{path} answered {ANSWERS[path][0]}, and is the image {image!r}")
assert images == [body for _, _, body in ANSWERS.values()]
assert sorted(asked) == sorted(ANSWERS)
PY
