#!/bin/bash
# arazzo-runner 0.9.6: a step that is to be retried until a job is done is made once, and the workflow counts as complete.
# Expected by the Arazzo Specification 1.0.1, "Failure Action Object": type retry makes the step again, after retryAfter
# seconds, at most retryLimit times. It is how a workflow waits for a job.
# Seen: the step asks for the status of a job, and fails while it is not "done". Its failure action (retry, five times) is
# chosen, and then the step after it comes, or the end: one look, no pause, workflow_complete with no error, and "running"
# among the outputs. For a job that is done at the first look the same workflow says "done".
# Cost: a workflow that is right by the specification waits for nothing, and counts as a success; the job that it started is
# paid for, and its result stays behind.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check arazzo-runner==0.9.6 jsonpath-ng==1.8.0 requests==2.34.2
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from arazzo_runner import ArazzoRunner

asked, running_looks = [], 0


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        asked.append(f"{self.command} {self.path}")
        status = "done" if asked.count("GET /jobs/7") > running_looks else "running"
        data = json.dumps({"id": "7", "status": status}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_GET


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()


def operation(name):
    return {"operationId": name, "responses": {"200": {"description": name}}}


document = {
    "openapi": "3.0.3",
    "info": {"title": "t", "version": "1"},
    "servers": [{"url": f"http://127.0.0.1:{server.server_port}"}],
    "paths": {"/jobs": {"post": operation("submit")}, "/jobs/7": {"get": operation("look")}},
}
wait = {
    "stepId": "wait",
    "operationId": "look",
    "successCriteria": [{"condition": "$response.body#/status == 'done'"}],
    "onFailure": [{"name": "again", "type": "retry", "retryAfter": 1, "retryLimit": 5}],
    "outputs": {"status": "$response.body#/status"},
}
workflow = {"workflowId": "video", "steps": [{"stepId": "submit", "operationId": "submit"}, wait]}
source = {"name": "api", "url": "./openapi.json", "type": "openapi"}
arazzo = {"arazzo": "1.0.1", "info": {"title": "t", "version": "1"}, "sourceDescriptions": [source], "workflows": [workflow]}
Path("openapi.json").write_text(json.dumps(document))
Path("workflow.json").write_text(json.dumps(arazzo))
logging.disable()
for running_looks, seen in {0: "done", 2: "running"}.items():
    asked.clear()
    result = ArazzoRunner.from_arazzo_path("workflow.json").execute_workflow("video")
    told = result.step_outputs["wait"]["status"]
    print(f"asked: {asked}; workflow: {result.status.value}, error {result.error}; the job: {told}")
    assert asked == ["POST /jobs", "GET /jobs/7"]
    assert (result.status, result.error, told) == ("workflow_complete", None, seen)
PY
