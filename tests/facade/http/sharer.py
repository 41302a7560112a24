"""A process that shares a budget: half of its reads by `as_completed`, half by single `get`s.

`python -m tests.facade.http.sharer NAME blocking|asyncio READS BASE_URL REDIS_URL`
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

from generation_jobs import AsyncJobs, Jobs, Options

from tests.facade.hasty import Hasty


def blocking(settings: Hasty, options: Options, some: list[str], others: list[str]) -> int:
    with Jobs([settings], **options) as jobs, ThreadPoolExecutor(5) as threads:
        gets = [threads.submit(jobs.get, ref) for ref in others]
        ended = [outcome.error for outcome in jobs.as_completed(some)]
        return ended.count(None) + sum(bool(get.result()) for get in gets)


async def asynchronous(settings: Hasty, options: Options, some: list[str], others: list[str]) -> int:
    async with AsyncJobs([settings], **options) as jobs, asyncio.TaskGroup() as tasks:
        gets = [tasks.create_task(jobs.get(ref)) for ref in others]
        ended = [outcome.error async for outcome in jobs.as_completed(some)]
        return ended.count(None) + len(await asyncio.gather(*gets))


def main(name: str, shell: str, reads: str, base_url: str, redis_url: str) -> None:
    refs = [f"breeze:{name}-{number}" for number in range(int(reads))]
    settings, options = Hasty(api_key="brz_shared_secret", base_url=base_url), Options(budget=redis_url)
    if shell == "blocking":
        done = blocking(settings, options, refs[::2], refs[1::2])
    else:
        done = asyncio.run(asynchronous(settings, options, refs[::2], refs[1::2]))
    print("done:", done)


if __name__ == "__main__":
    main(*sys.argv[1:])
