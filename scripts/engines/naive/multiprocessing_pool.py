"""Plain multiprocessing as people write it: no ledger, no key; otherwise docs/engines/multiprocessing_pool.py."""

import json
import sys
from multiprocessing import Pool
from pathlib import Path

from generation_jobs import Jobs, Outcome

jobs = Jobs.from_env()


def submit(order: tuple[str, str]) -> tuple[str, str]:
    """Submit one picture."""
    key, prompt = order
    return str(jobs.oxen.submit(model="flux-2-dev", prompt=prompt).ref), key


def save(ended: tuple[Outcome, str]) -> None:
    """Save one picture."""
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
