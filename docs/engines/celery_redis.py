"""Celery with Redis. Start: celery -A celery_redis worker. Queue orders: python celery_redis.py orders.json."""

import json
import os
import sys
import time
from pathlib import Path

from celery import Celery
from generation_jobs import Jobs, SubmitUncertain, WaitTimeout

SECONDS = int(os.environ.get("VISIBILITY_TIMEOUT", "600"))
app = Celery("celery_redis", broker=os.environ["REDIS_URL"])
app.conf.task_acks_late = True  # a task of a killed worker runs again …
app.conf.broker_transport_options = {"visibility_timeout": SECONDS, "unacked_restore_throttle": 1}  # … after that long
app.conf.worker_prefetch_multiplier = 1
app.conf.worker_pool, app.conf.worker_concurrency = "threads", 50  # waits of one process are polled together
jobs = Jobs.from_env(ledger="jobs.sqlite")  # workers on several machines: the URL of a Postgres database


@app.task(autoretry_for=(Exception,), retry_backoff=True, retry_backoff_max=min(60, SECONDS // 2), max_retries=40)
def generate(key: str, prompt: str) -> None:
    try:
        job = jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)
    except SubmitUncertain:  # a worker was killed in mid-submit: search for its job, or let Celery try again
        jobs.recover()
        job = jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)
    try:
        jobs.download(jobs.wait(job, timeout=0.75 * SECONDS), f"out/{key}")
    except WaitTimeout:  # a task that lasts longer than visibility_timeout runs twice at the same time
        generate.delay(key, prompt)


if __name__ == "__main__":
    orders = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    while unsaved := [order for order in orders if not list(Path("out", order[0]).glob("*.png"))]:
        for order in unsaved:  # again, since Redis loses tasks that a worker was just taking when it was killed
            generate.delay(*order)
        time.sleep(2 * SECONDS)
