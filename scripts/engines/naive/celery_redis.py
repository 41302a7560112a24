"""Celery with Redis as people write it: no ledger, no key; otherwise docs/engines/celery_redis.py."""

import json
import os
import sys
from pathlib import Path

from celery import Celery
from generation_jobs import Jobs

SECONDS = int(os.environ.get("VISIBILITY_TIMEOUT", "600"))
app = Celery("celery_redis", broker=os.environ["REDIS_URL"])
app.conf.task_acks_late = True  # a task of a killed worker runs again …
app.conf.broker_transport_options = {"visibility_timeout": SECONDS, "unacked_restore_throttle": 1}
app.conf.worker_prefetch_multiplier = 1
app.conf.worker_pool, app.conf.worker_concurrency = "threads", 50  # waits of one process are polled together
jobs = Jobs.from_env()


@app.task(autoretry_for=(Exception,), retry_backoff=True)
def generate(key: str, prompt: str) -> None:
    job = jobs.oxen.submit(model="flux-2-dev", prompt=prompt)
    jobs.download(jobs.wait(job), f"out/{key}")


if __name__ == "__main__":
    for order in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        generate.delay(*order)
