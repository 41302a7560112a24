"""A client in a process that is forked, and in several event loops."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import httpx
import pytest
from breeze_jobs_client import AsyncBreezeClient

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = """
import os, sys, time
from breeze_jobs_client import BreezeClient
client = BreezeClient(api_key="brz_12345678", base_url=sys.argv[1])
client.get_generation_job("before")  # there is a connection now
children = []
for name in "abc":
    if not (child := os.fork()):
        for number in range(20):
            client.get_generation_job(f"{name}{number}")  # raises if it is about another job
        client.close()
        os._exit(0)
    children.append(child)
for number in range(20):
    client.get_generation_job(f"parent{number}")
print([os.waitpid(child, 0)[1] for child in children])
client.get_generation_job("after")
"""
GIVEN = """
import os, sys, httpx
from breeze_jobs_client import BreezeClient, ClientError
client = BreezeClient(api_key="brz_12345678", base_url=sys.argv[1], http_client=httpx.Client())
if not (child := os.fork()):
    try:
        client.get_generation_job("a")
    except ClientError as error:
        print(error, flush=True)
    os._exit(0)
os.waitpid(child, 0)
print(client.get_generation_job("b").generation_job_id)
"""


LOOPS = """
import asyncio, sys, threading
from breeze_jobs_client import AsyncBreezeClient
client = AsyncBreezeClient(api_key="brz_12345678", base_url=sys.argv[1])
async def get(job_id):
    async with asyncio.timeout(30):
        return (await client.get_generation_job(job_id)).generation_job_id  # raises if it is about another job
async def several():
    for number in range(10):
        await get(f"i{number}")
    found.append(len(await asyncio.gather(*(get(f"j{number}") for number in range(9)))))
one_by_one, found = [asyncio.run(get(job_id)) for job_id in "abc"], []
threads = [threading.Thread(target=asyncio.run, args=[several()]) for _ in range(2)]
for each in threads:
    each.start()
for each in threads:
    each.join()
asyncio.run(client.aclose())
print(one_by_one, found)
"""


class Handler(BaseHTTPRequestHandler):
    """Gives each job by its id, on connections that stay open."""

    protocol_version = "HTTP/1.1"
    connections: set[tuple[str, int]]

    def do_GET(self) -> None:
        self.connections.add(self.client_address)
        job = {"generation_job_id": self.path.rpartition("/")[2], "history_item_id": None, "status": "ready"}
        body = json.dumps({**job, "state": None, "source": None}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    Handler.connections = set()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads, server.block_on_close = True, False
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def run(program: str, url: str) -> str:
    # A child drops the connections of its parent, which must stay open; a loop may end with connections.
    command = [sys.executable, "-W", "error", "-W", "ignore::ResourceWarning", "-c", program, url]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.strip()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_children_of_a_fork_have_connections_of_their_own(url: str) -> None:
    assert run(PROGRAM, url) == "[0, 0, 0]"
    assert len(Handler.connections) == 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_own_http_client_is_refused_after_a_fork(url: str) -> None:
    found, job_id = run(GIVEN, url).splitlines()
    assert found == "your http_client was created before this process was forked: create both again in this process"
    assert job_id == "b"


def test_client_works_in_several_event_loops_one_by_one_and_at_once(url: str) -> None:
    assert run(LOOPS, url) == "['a', 'b', 'c'] [9, 9]"


def test_own_http_client_stays_the_users(url: str) -> None:
    async def use() -> None:
        async with httpx.AsyncClient() as http_client:
            client = AsyncBreezeClient(api_key="brz_12345678", base_url=url, http_client=http_client)
            await client.get_generation_job("a")
            await client.aclose()
            assert not http_client.is_closed

    asyncio.run(use())
