"""Plain multiprocessing as people write it: no ledger, no key; otherwise docs/engines/multiprocessing_pool.py."""

import json
import sys
from multiprocessing import Pool
from pathlib import Path

from generation_jobs import Jobs

jobs = Jobs.from_env()


def generate(order: tuple[str, str]) -> None:
    key, prompt = order
    job = jobs.oxen.submit(model="flux-2-dev", prompt=prompt)
    jobs.download(jobs.wait(job), f"out/{key}")


if __name__ == "__main__":
    orders = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    open_orders = [order for order in orders if not list(Path("out", order[0]).glob("*.png"))]
    with Pool(4) as pool:
        for _ in pool.imap_unordered(generate, open_orders):
            pass
