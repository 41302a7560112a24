#!/bin/bash
# json2video 2.0.0: its quick start renders nothing.
# Expected by its README: movie.render() starts the job and movie.wait_to_finish() waits for it.
# Seen: render() is a coroutine that nobody awaits: no request is sent. wait_to_finish() then ends with "Project ID not set". Nothing in
# the README or the docstring says await, and wait_to_finish() itself is an ordinary function.
# Cost: the first program of every reader fails, with an error that speaks of a project.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check json2video==2.0.0
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import requests
from json2video import Movie, Scene


class Answer:
    def raise_for_status(self):
        pass

    def json(self):
        return {"success": True, "project": "p", "movie": {"status": "done"}}


sent = []
requests.request = lambda **request: sent.append(request["method"]) or Answer()
movie, scene = Movie(), Scene()
movie.set_api_key("key")
scene.set("duration", 5)
movie.add_scene(scene)
answer = movie.render()
try:
    movie.wait_to_finish()
except ValueError as error:
    seen = str(error)
else:
    seen = "finished"
print(type(answer).__name__, sent, seen)
assert type(answer).__name__ == "coroutine" and sent == [] and seen == "Project ID not set"
PY
