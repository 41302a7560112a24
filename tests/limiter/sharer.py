"""A process that shares a rate limit, with five threads or tasks.

`python -m tests.limiter.sharer NAME blocking|asyncio REQUESTS API_PORT REDIS_URL` says "ready", and begins with the
first line of its input.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

from sliding_window_quota import DistributedLimiter, Rate
from sliding_window_quota.redis_store import RedisStore

RATE = Rate(60, 1.5)
AT_ONCE = 5


def ask(port: int, name: str) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"{name}\n".encode())
        connection.recv(100)


def blocking(limiter: DistributedLimiter, name: str, requests: int, port: int) -> None:
    def one(_: int) -> None:
        with limiter.acquire():
            ask(port, name)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(one, range(requests)))


async def asynchronous(limiter: DistributedLimiter, name: str, requests: int, port: int) -> None:
    async def some(number: int) -> None:
        for _ in range(number):
            async with limiter.acquire_async():
                await asyncio.to_thread(ask, port, name)

    await asyncio.gather(*(some(requests // AT_ONCE) for _ in range(AT_ONCE)))


def main(name: str, shell: str, requests: str, port: str, redis_url: str) -> None:
    store = RedisStore(redis_url)
    limiter = DistributedLimiter(RATE, store, "counting-api")
    print("ready", flush=True)
    sys.stdin.readline()
    if shell == "blocking":
        blocking(limiter, name, int(requests), int(port))
    else:
        asyncio.run(asynchronous(limiter, name, int(requests), int(port)))
    store.close()
    print("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
