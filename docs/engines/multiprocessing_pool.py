"""Plain multiprocessing. Run it again after a crash: python multiprocessing_pool.py orders.json."""

import json
import sys
import time
from itertools import chain, repeat
from multiprocessing import Pool
from pathlib import Path

from generation_jobs import Jobs, Outcome, SubmitUncertain

jobs = Jobs.from_env(ledger="jobs.sqlite")


def submit(order: tuple[str, str]) -> tuple[str, str]:
    key, prompt = order
    for pause in chain([0], repeat(2)):
        try:
            job = jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)
            break
        except SubmitUncertain:  # a process was killed in mid-submit: search for its job, at once and every 2 s
            time.sleep(pause)
            jobs.recover()
    return str(job.ref), key


def save(ended: tuple[Outcome, str]) -> None:
    outcome, key = ended
    jobs.download(outcome.result(), f"out/{key}")


if __name__ == "__main__":
    orders = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    open_orders = [order for order in orders if not list(Path("out", order[0]).glob("*.png"))]
    with Pool(4) as pool:
        keys = dict(pool.imap_unordered(submit, open_orders))
        ended = jobs.as_completed(keys, timeout=3600)  # one process waits for all: they are polled together
        for _ in pool.imap_unordered(save, ((outcome, keys[outcome.ref]) for outcome in ended)):
            pass
