"""procrastinate with Postgres. Queue orders: python procrastinate_postgres.py orders.json. Start: without a file."""

import json
import os
import sys
from pathlib import Path

from generation_jobs import AsyncJobs, SubmitUncertain
from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy

DATABASE = os.environ["DATABASE_URL"]
jobs = AsyncJobs.from_env(ledger=DATABASE)
app = App(connector=PsycopgConnector(conninfo=DATABASE))


@app.task(retry=RetryStrategy(max_attempts=30, wait=2, linear_wait=2))  # after 2, 4, 6 … s, for 15 minutes
async def generate(key: str, prompt: str) -> None:
    try:
        job = await jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)
    except SubmitUncertain:  # a worker was killed in mid-submit: search for its job, or try again later
        await jobs.recover()
        job = await jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)
    await jobs.download(await jobs.wait(job), f"out/{key}")


@app.periodic(cron="* * * * * */5")
@app.task(pass_context=True, queueing_lock="stalled")
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # those of a killed worker
    for job in await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=10):
        await context.app.job_manager.retry_job(job)


if __name__ == "__main__" and len(sys.argv) > 1:
    with app.open():
        for key, prompt in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
            generate.defer(key=key, prompt=prompt)
elif __name__ == "__main__":
    beat = {"update_heartbeat_interval": 2, "stalled_worker_timeout": 10}
    app.run_worker(concurrency=50, fetch_job_polling_interval=1, **beat)  # retries are found by polling only
