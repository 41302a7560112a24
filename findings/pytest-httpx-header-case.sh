#!/bin/bash
# pytest-httpx 0.36.2: match_headers compares header names with their case, so a mock for "x-api-key" does not match.
# Expected by RFC 9110 section 5.1: field names are case-insensitive; HTTP/2 (RFC 9113 section 8.2) even requires
# lower case, and httpx's own headers ignore it.
# Seen: a request with "X-API-Key: k" is not matched by match_headers={"x-api-key": "k"}, although httpx finds the
# header under both names; it is raised as httpx.TimeoutException, the same as a slow server.
# Cost: code that retries timeouts goes on retrying in its test; a change of case in a client breaks tests only.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pytest-httpx==0.36.2 httpx==0.28.1 pytest==9.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pathlib, subprocess, sys

pathlib.Path("test_case.py").write_text('''
import httpx, pytest

def test_other_case(httpx_mock):
    httpx_mock.add_response(match_headers={"x-api-key": "k"}, is_optional=True)
    request = httpx.Request("GET", "https://jobs.example/j1", headers={"X-API-Key": "k"})
    assert request.headers["x-api-key"] == "k"
    with pytest.raises(httpx.TimeoutException):
        httpx.Client().send(request)
    httpx_mock.reset()

def test_same_case(httpx_mock):
    httpx_mock.add_response(match_headers={"X-API-Key": "k"})
    assert httpx.get("https://jobs.example/j1", headers={"X-API-Key": "k"}).status_code == 200
''')
run = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_case.py"], capture_output=True, text=True)
print(run.stdout.strip().splitlines()[-1])
assert run.returncode == 0 and "2 passed" in run.stdout, run.stdout
PY
