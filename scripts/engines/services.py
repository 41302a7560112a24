"""The servers that engines need, each on loopback and with data of its own."""

from __future__ import annotations

import shlex
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import httpx
import psycopg
import redis

from scripts.engines.workers import Worker
from tests.postgresserver import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

TEMPORAL = str(Path(sys.executable).parent / "temporal")
_START_TIMEOUT = 300.0
"""Seconds for a server to start; Prefect's needs 20 s of CPU time."""


@dataclass(frozen=True)
class Service:
    """A server that runs.

    Args:
        environ: Environment variables that tell a recipe where it is.
        size: Gives the bytes that it has stored.
        register: Called once the worker has started, for servers that must know where it is.
        restart: Kills it (SIGKILL), and starts it again with the same data; None if there is no server.
        tend: Starts again what has ended by itself, as a supervisor would.
    """

    environ: Mapping[str, str] = field(default_factory=dict[str, str])
    size: Callable[[], int] = lambda: 0
    register: Callable[[], None] = lambda: None
    restart: Callable[[], None] | None = None
    tend: Callable[[], None] = lambda: None


@contextmanager
def none(environ: Mapping[str, str]) -> Generator[Service]:
    """Yield nothing: the engine is a library that stores its state in the folder in which it runs."""
    yield Service()


@contextmanager
def redis_server(environ: Mapping[str, str]) -> Generator[Service]:
    """Debian's Redis. It writes each command to disk, since a queue must survive its server."""
    with TemporaryDirectory() as name:
        port = free_port()
        options = f"--bind 127.0.0.1 --port {port} --save '' --appendonly yes --appendfsync always"
        server = Worker(["redis-server", *shlex.split(options)], Path(name), environ)
        with running(server, lambda: _answers_ping(port), "redis-server") as restart:
            environ = {"REDIS_URL": f"redis://127.0.0.1:{port}/0", "VISIBILITY_TIMEOUT": "20"}
            yield Service(environ, lambda: _memory(port), restart=restart)


def _answers_ping(port: int) -> bool:
    with redis.Redis(port=port) as client, suppress(redis.ConnectionError):  # which it also is while it loads its data
        return bool(client.ping())  # pyright: ignore[reportUnknownMemberType]  (untyped **kwargs)
    return False


def _memory(port: int) -> int:
    with redis.Redis(port=port) as client:
        return int(client.info("memory")["used_memory"])  # pyright: ignore[reportUnknownMemberType]  (untyped **kwargs)


@contextmanager
def postgres_server(environ: Mapping[str, str]) -> Generator[Service]:
    """Debian's Postgres."""
    server = PostgresServer()
    try:
        server.start()
        yield Service(
            {"DATABASE_URL": server.url()},
            lambda: _database_size(server.url()),
            restart=lambda: _restart_postgres(server),
        )
    finally:
        server.end()
        server.remove_data()


def _restart_postgres(server: PostgresServer) -> None:
    """Kill it, so that it has to recover its data from its log."""
    server.kill()
    server.start()


def _database_size(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert row is not None
    return int(row[0])


@contextmanager
def prefect_server(environ: Mapping[str, str]) -> Generator[Service]:
    """Prefect's server with its SQLite database."""
    with TemporaryDirectory() as name:
        port, folder = free_port(), Path(name)
        settings = {
            "PREFECT_HOME": name,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "PREFECT_LOGGING_LEVEL": "ERROR",
        }
        prefect = str(Path(sys.executable).parent / "prefect")
        server = Worker([prefect, "server", "start", "--no-ui", "--port", str(port)], folder, {**environ, **settings})
        url = f"http://127.0.0.1:{port}/api"
        with running(server, lambda: is_healthy(f"{url}/health"), url) as restart:
            yield Service(settings | {"PREFECT_API_URL": url}, lambda: size_of(folder), restart=restart)


@contextmanager
def restate_server(environ: Mapping[str, str]) -> Generator[Service]:
    """Restate's server from npm, and a port for the worker's services."""
    with TemporaryDirectory() as name:
        ingress, admin, node, worker = (free_port() for _ in range(4))
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
        server = Worker(["restate-server"], Path(name), {**environ, **settings})
        url = f"http://127.0.0.1:{admin}"
        with running(server, lambda: is_healthy(f"{url}/health"), url) as restart:
            yield Service(
                {"RESTATE_INGRESS": f"http://127.0.0.1:{ingress}", "WORKER_PORT": str(worker)},
                lambda: size_of(Path(name)),
                lambda: _register(f"{url}/deployments", f"http://127.0.0.1:{worker}"),
                restart,
            )


def _register(deployments: str, worker: str) -> None:
    _wait(lambda: _accepts(deployments, worker), f"{worker} at Restate")


def _accepts(deployments: str, worker: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.post(deployments, json={"uri": worker}, timeout=30).is_success
    return False


@contextmanager
def temporal_server(environ: Mapping[str, str]) -> Generator[Service]:
    """Temporal's development server from PyPI, with its data in a file."""
    with TemporaryDirectory() as name:
        address, folder = f"127.0.0.1:{free_port()}", Path(name)
        options = f"--headless --ip 127.0.0.1 --port {address.partition(':')[2]} --db-filename data.sqlite"
        server = Worker([TEMPORAL, "server", "start-dev", "--log-level", "error", *options.split()], folder, environ)
        health = [TEMPORAL, "operator", "cluster", "health", "--address", address]
        with running(server, lambda: _succeeds(health), "Temporal's server") as restart:
            yield Service({"TEMPORAL_ADDRESS": address}, lambda: size_of(folder), restart=restart)


def _succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def is_healthy(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(url, timeout=5).is_success
    return False


@contextmanager
def running(server: Worker, is_up: Callable[[], bool], what: str) -> Generator[Callable[[], None]]:
    """Start a server, and give what kills it and starts it again."""

    def restart() -> None:
        server.start()
        _wait(is_up, what)

    try:
        restart()
        yield restart
    finally:
        server.kill()


def _wait(is_up: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < until:
        if is_up():
            return
        time.sleep(0.2)
    raise RuntimeError(f"{what} does not answer within {_START_TIMEOUT:.0f} s")


def size_of(folder: Path) -> int:
    """Return the bytes that the files of a folder take on disk."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
