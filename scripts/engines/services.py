"""The servers that engines need, each on loopback and with data of its own."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import httpx
import psycopg
import redis

from scripts.engines.workers import Worker
from tests.postgresserver import PROGRAMS, PostgresServer
from tests.redisserver import BINARY, RedisServer

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

_START_TIMEOUT = 300.0
"""Seconds for a server to start; Prefect's needs 20 s of CPU time."""


@dataclass(frozen=True)
class Service:
    """A server that runs.

    Args:
        environ: Environment variables that tell a recipe where it is.
        size: Gives the bytes that it has stored.
        register: Called once the worker has started, for servers that must know where it is.
    """

    environ: Mapping[str, str] = field(default_factory=dict[str, str])
    size: Callable[[], int] = lambda: 0
    register: Callable[[], None] = lambda: None


@contextmanager
def none() -> Generator[Service]:
    """The engine is a library that stores its state in the folder in which it runs."""
    yield Service()


@contextmanager
def redis_server() -> Generator[Service]:
    """Debian's Redis, in memory."""
    server = RedisServer()
    try:
        server.start()
        yield Service({"REDIS_URL": server.url}, lambda: _memory(server.port))
    finally:
        server.end()


def _memory(port: int) -> int:
    with redis.Redis(port=port) as client:
        return int(client.info("memory")["used_memory"])  # pyright: ignore[reportUnknownMemberType]  (untyped **kwargs)


@contextmanager
def postgres_server() -> Generator[Service]:
    """Debian's Postgres."""
    server = PostgresServer()
    try:
        server.start()
        yield Service({"DATABASE_URL": server.url()}, lambda: _database_size(server.url()))
    finally:
        server.end()
        server.remove_data()


def _database_size(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert row is not None
    return int(row[0])


@contextmanager
def prefect_server() -> Generator[Service]:
    """Prefect's server with its SQLite database."""
    with TemporaryDirectory() as name:
        port, folder = _free_port(), Path(name)
        settings = {
            "PREFECT_HOME": name,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "PREFECT_LOGGING_LEVEL": "ERROR",
        }
        prefect = str(Path(sys.executable).parent / "prefect")
        server = Worker([prefect, "server", "start", "--no-ui", "--port", str(port)], folder, os.environ | settings)
        url = f"http://127.0.0.1:{port}/api"
        with _running(server, f"{url}/health"):
            yield Service(settings | {"PREFECT_API_URL": url}, lambda: size_of(folder))


@contextmanager
def restate_server() -> Generator[Service]:
    """Restate's server from npm, and a port for the worker's services."""
    with TemporaryDirectory() as name:
        ingress, admin, node, worker = (_free_port() for _ in range(4))
        settings = {
            "RESTATE_BASE_DIR": name,
            "RESTATE_LISTEN_MODE": "tcp",
            "RESTATE_INGRESS__BIND_ADDRESS": f"127.0.0.1:{ingress}",
            "RESTATE_ADMIN__BIND_ADDRESS": f"127.0.0.1:{admin}",
            "RESTATE_BIND_ADDRESS": f"127.0.0.1:{node}",
            "RESTATE_ADVERTISED_ADDRESS": f"http://127.0.0.1:{node}",
            "RESTATE_ROCKSDB_TOTAL_MEMORY_SIZE": "512MB",
            "RESTATE_DISABLE_TELEMETRY": "true",
            "DO_NOT_TRACK": "1",
        }
        server = Worker(["restate-server"], Path(name), os.environ | settings)
        with _running(server, f"http://127.0.0.1:{admin}/health"):
            yield Service(
                {"RESTATE_INGRESS": f"http://127.0.0.1:{ingress}", "WORKER_PORT": str(worker)},
                lambda: size_of(Path(name)),
                lambda: _register(f"http://127.0.0.1:{admin}/deployments", f"http://127.0.0.1:{worker}"),
            )


def _register(deployments: str, worker: str) -> None:
    _wait(lambda: httpx.post(deployments, json={"uri": worker}, timeout=30).is_success, f"{worker} at Restate")


@contextmanager
def _running(server: Worker, health: str) -> Generator[None]:
    server.start()
    try:
        _wait(lambda: httpx.get(health, timeout=5).is_success, health)
        yield
    finally:
        server.kill()


def _wait(is_up: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < until:
        try:
            if is_up():
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{what} does not answer within {_START_TIMEOUT:.0f} s")


def size_of(folder: Path) -> int:
    """Return the bytes that the files of a folder take on disk."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def missing(service: object) -> str | None:
    """Return what is not installed for a server, None if it can be started."""
    if service is redis_server and BINARY is None:
        return "redis-server is not installed (Debian: apt-get install redis-server)"
    if service is postgres_server and PROGRAMS is None:
        return "postgres is not installed (Debian: apt-get install postgresql)"
    if service is restate_server and shutil.which("restate-server") is None:
        return "restate-server is not installed (npm: @restatedev/restate-server)"
    return None
