"""Celery with Redis. Start: celery -A celery_redis worker -c 4. Queue orders: python celery_redis.py orders.json."""

import json
import os
import sys
from pathlib import Path

from celery import Celery
from generation_jobs import Jobs, SubmitUncertain

app = Celery("celery_redis", broker=os.environ["REDIS_URL"])
app.conf.task_acks_late = True  # a task of a killed worker runs again …
app.conf.task_reject_on_worker_lost = True
app.conf.broker_transport_options = {"visibility_timeout": 20}  # … after 20 s; the key keeps that from paying twice
app.conf.worker_prefetch_multiplier = 1
jobs = Jobs.from_env(ledger="jobs.sqlite")  # workers on several machines: the URL of a Postgres database


@app.task(autoretry_for=(Exception,), retry_backoff=True, retry_backoff_max=60, max_retries=40)  # for 20 minutes
def generate(key: str, prompt: str) -> None:
    try:
        job = jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)
    except SubmitUncertain:  # a worker was killed in mid-submit: search for its job, or let Celery try again
        jobs.recover()
        job = jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)
    jobs.download(jobs.wait(job), f"out/{key}")


if __name__ == "__main__":
    for order in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        generate.delay(*order)
