"""Plain multiprocessing. Run it again after a crash: python multiprocessing_pool.py orders.json."""

import json
import sys
import time
from functools import cache
from multiprocessing import Pool
from pathlib import Path

from generation_jobs import Jobs, SubmitUncertain


@cache
def client() -> Jobs:  # one for each process
    return Jobs.from_env(ledger="jobs.sqlite")


def generate(order: tuple[str, str]) -> None:
    key, prompt = order
    while True:
        try:
            job = client().oxen.submit(model="flux-2-dev", prompt=prompt, key=key)
            break
        except SubmitUncertain:  # a process was killed in mid-submit: search for its job, then try again
            client().recover()
            time.sleep(1)
    client().download(client().wait(job), f"out/{key}")


if __name__ == "__main__":
    orders = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    open_orders = [order for order in orders if not list(Path("out", order[0]).glob("*.png"))]
    with Pool(4) as pool:
        for _ in pool.imap_unordered(generate, open_orders):
            pass
