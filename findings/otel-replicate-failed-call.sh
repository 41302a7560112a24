#!/bin/bash
# opentelemetry-instrumentation-replicate 0.62.4: a call that fails leaves no span.
# Expected by OpenTelemetry's semantic conventions ("Recording errors"): where an operation ends with an error, its span has the status
# Error and the type of the error, and ends.
# Seen: for a prediction that failed, replicate.run() raises ModelError, and nothing is exported: the span was started and is never ended.
# A call that succeeds has its span.
# Cost: failures, the one thing that a trace is looked at for, are invisible; a rate of errors made of the spans is 0.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check opentelemetry-instrumentation-replicate==0.62.4 opentelemetry-sdk==1.45.2 replicate==1.0.7 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import http.server, json, os, threading

class Provider(http.server.BaseHTTPRequestHandler):
    status = "succeeded"

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        job = {"id": "p1", "model": "acme/sea", "version": "v1", "status": self.status, "input": {}, "output": "https://media.example/a.png",
               "logs": None, "error": "no credit" if self.status == "failed" else None, "metrics": {}, "urls": {},
               "created_at": "2026-01-01T00:00:00Z"}
        body = json.dumps(job).encode()
        self.send_response(201)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *ignored):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
os.environ["REPLICATE_API_TOKEN"] = "token"

import replicate
from opentelemetry.instrumentation.replicate import ReplicateInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

replicate.default_client._base_url = address
exporter, provider = InMemorySpanExporter(), TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
ReplicateInstrumentor().instrument(tracer_provider=provider)

def spans():
    names = [span.name for span in exporter.get_finished_spans()]
    exporter.clear()
    return names

replicate.run("acme/sea", input={"prompt": "sea"})
good = spans()
Provider.status = "failed"
try:
    replicate.run("acme/sea", input={"prompt": "sea"})
except replicate.exceptions.ModelError as error:
    print("ModelError", error)
else:
    raise SystemExit("no error")
bad = spans()
print(good, bad)
assert good == ["replicate.run"] and bad == []
PY
