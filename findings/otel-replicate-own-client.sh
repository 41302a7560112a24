#!/bin/bash
# opentelemetry-instrumentation-replicate 0.62.4: calls by a client of one's own, and asynchronous ones, leave no span.
# Expected by its README: it traces the prompts and completions that go through the client library of Replicate. The README of replicate
# has Client(...) for a client with settings of its own, and async_run() for asyncio.
# Seen: replicate.run() and replicate.predictions.create() have a span each. Client.run(), predictions.create() of that client and
# replicate.async_run(), which make the same POST, have none, and there is no warning.
# Cost: what is spent by services, which have a client of their own or run in asyncio, is missing in every dashboard made of the spans.
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

import asyncio

client = replicate.Client(api_token="token", base_url=address)
calls = {
    "replicate.run": lambda: replicate.run("acme/sea", input={"prompt": "sea"}),
    "replicate.predictions.create": lambda: replicate.predictions.create(version="v1", input={"prompt": "sea"}),
    "client.run": lambda: client.run("acme/sea", input={"prompt": "sea"}),
    "client.predictions.create": lambda: client.predictions.create(version="v1", input={"prompt": "sea"}),
    "replicate.async_run": lambda: asyncio.run(replicate.async_run("acme/sea", input={"prompt": "sea"})),
}
found = {}
for name, call in calls.items():
    call()
    found[name] = len(spans())
print(found)
assert list(found.values()) == [1, 1, 0, 0, 0]
PY
