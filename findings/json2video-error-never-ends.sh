#!/bin/bash
# json2video 2.0.0: wait_to_finish() never comes back for a movie whose rendering failed.
# Expected by its docstring ("wait for the current project to finish rendering", gives the final answer) and by the
# provider's reference of GET /v2/movies: a movie ends as "done" or as "error" (or "timeout"); success beside the movie
# is true for all of them, it speaks of the request.
# Seen: only "done" ends the wait. A movie that is "error" from the first look on is looked at every 5 s, without a limit
# and without a parameter for one; the script leaves after an hour of it (on a clock that takes no time), from the callback.
# Cost: one failed movie holds up a program for good, and spends a request every 5 s, while the reason is in each answer.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check json2video==2.0.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from json2video import Movie

FAILED = {"success": False, "status": "error", "message": "the source of element 1 cannot be read", "project": "movie-7"}


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.answer({"success": True, "project": "movie-7"})

    def do_GET(self):
        self.answer({"success": True, "movie": FAILED})


class AnHour(Exception):
    pass


waited = 0
looks = []


def nap(seconds):
    global waited
    waited += seconds


def look(answer):
    looks.append(answer["movie"]["status"])
    if waited >= 3600:
        raise AnHour


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
time.sleep = nap
movie = Movie()
movie.api_url = f"http://127.0.0.1:{server.server_port}/v2/movies"
movie.set_api_key("key")
asyncio.run(movie.render())
try:
    found = movie.wait_to_finish(look)
except AnHour:
    print(f"after {waited} s and {len(looks)} looks, all of them {set(looks)}, it still waits")
    assert set(looks) == {"error"} and len(looks) == 721
else:
    raise SystemExit(f"a failed movie ends the wait now: {found}")
PY
