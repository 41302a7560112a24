"""A program that uses one client in several processes: each prints the jobs that it was told of."""

from __future__ import annotations

import asyncio
import os
import sys

from generation_jobs import AsyncJobs, Breeze, Jobs


def ask(jobs: Jobs | AsyncJobs, who: str) -> str:
    refs = [f"breeze:{who}{n}" for n in range(20)]
    if isinstance(jobs, Jobs):
        return " ".join(f"{jobs.get(ref).ref}={jobs.wait(ref, timeout=30).raw.generation_job_id}" for ref in refs[:5])

    async def all_of_them() -> str:
        found = await asyncio.gather(*(jobs.get(ref) for ref in refs))
        return " ".join(f"{job.ref}={getattr(job.raw, 'generation_job_id', None)}" for job in found)

    return asyncio.run(all_of_them())


def main(kind: str, base_url: str) -> None:
    settings = [Breeze(api_key="brz_secret", base_url=base_url)]
    jobs: Jobs | AsyncJobs = Jobs(settings) if kind == "blocking" else AsyncJobs(settings)
    ask(jobs, "before")  # connections stand now
    child = os.fork()
    if child == 0:
        print(ask(jobs, "child"), flush=True)
        os._exit(0)
    found = ask(jobs, "parent")
    _, status = os.waitpid(child, 0)
    print(found)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(*sys.argv[1:])
