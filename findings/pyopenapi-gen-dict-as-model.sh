#!/bin/bash
# pyopenapi-gen 0.8.3: an operation that is typed to return a dataclass returns a dict.
# Expected by its own signature and docstring: async def get_job(...) -> Job, "Returns: Job".
# Seen: the body is cast(Job, response.json()), which does nothing at run time. job.status is an AttributeError, mypy
# finds no fault, and a date-time stays a text.
# Cost: the first field that is read fails, after the submit was sent; a checked program is no help against it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyopenapi-gen==0.8.3 'typer<0.16' 'click<8.2' httpx==0.28.1
cd "$dir"
cat > api.yaml <<'YAML'
openapi: 3.1.0
info: {title: Jobs, version: "1", description: Jobs}
servers: [{url: https://api.example}]
paths:
  /jobs:
    post:
      operationId: submit
      summary: Submit a job
      tags: [jobs]
      responses: {"200": {description: a job, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
components:
  schemas:
    Job:
      type: object
      required: [id, created]
      properties: {id: {type: string}, created: {type: string, format: date-time}}
YAML
PATH="$dir/venv/bin:$PATH" pyopenapi-gen gen api.yaml --project-root . --output-package studio --no-postprocess > log.txt 2>&1
"$dir/venv/bin/python" - <<'PY'
import asyncio, inspect
import httpx

async def answer(transport, request):
    return httpx.Response(200, json={"id": "job-1", "created": "2026-01-02T03:04:05Z"}, request=request)

httpx.AsyncHTTPTransport.handle_async_request = answer

from studio.core.http_transport import HttpxTransport
from studio.endpoints.jobs import JobsClient
from studio.models.job import Job

typed = inspect.signature(JobsClient.submit).return_annotation
job = asyncio.run(JobsClient(HttpxTransport("https://api.example"), "https://api.example").submit())
print(f"typed {typed}; returned {type(job).__name__} {job}")
assert typed in (Job, "Job") and type(job) is dict and not hasattr(job, "id_")
PY
