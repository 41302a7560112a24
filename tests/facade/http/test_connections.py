"""Connections are kept and used again, and there are never more than requests in flight."""

from __future__ import annotations

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from generation_jobs import AsyncJobs, Breeze, Jobs, NotFoundError, ServerError

from tests.facade.bodies import breeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.facade.shells import World

IN_FLIGHT = 8


class Server(ThreadingHTTPServer):
    """Answers with a running job, and counts its connections."""

    daemon_threads = True
    request_queue_size = 64
    connections = 0
    status = 200

    def get_request(self):
        self.connections += 1
        return super().get_request()

    @property
    def settings(self) -> Breeze:
        return Breeze(api_key="brz_test", base_url=f"http://127.0.0.1:{self.server_address[1]}")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16

    def do_GET(self) -> None:
        body = json.dumps(breeze("active", generation_job_id=self.path.rpartition("/")[2])).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_one_after_the_other_takes_one_connection(world: World, server: Server) -> None:
    jobs = world.online(server.settings)
    for _ in range(3):
        jobs.get("breeze:1")
    assert server.connections == 1


@pytest.mark.parametrize(("status", "error"), [(404, NotFoundError), (500, ServerError)])
def test_an_error_gives_its_connection_back(world: World, server: Server, status: int, error: type[Exception]) -> None:
    jobs = world.online(server.settings)
    server.status = status
    for _ in range(3):
        with pytest.raises(error):
            jobs.get("breeze:1")
    server.status = 200
    jobs.get("breeze:1")
    assert server.connections == 1


def test_many_tasks_take_eight(server: Server) -> None:
    async def story() -> None:
        async with AsyncJobs([server.settings]) as jobs:
            for _ in range(2):
                await asyncio.gather(*(jobs.get(f"breeze:{number}") for number in range(5 * IN_FLIGHT)))

    asyncio.run(story())
    assert server.connections == IN_FLIGHT


def test_many_threads_take_eight_at_most(server: Server) -> None:
    with Jobs([server.settings]) as jobs:
        threads = [threading.Thread(target=jobs.get, args=[f"breeze:{number}"]) for number in range(5 * IN_FLIGHT)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        jobs.get("breeze:1")
    assert server.connections <= IN_FLIGHT
