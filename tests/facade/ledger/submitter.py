"""Submits one order after the other, as fast as it can, until it is killed: `submitter.py URL LEDGER FIRST`."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import count

from generation_jobs import Jobs, Oxen, SubmitUncertain


def main() -> None:
    url, path, first = sys.argv[1:]
    with Jobs([Oxen(api_key="k", base_url=url)], ledger=path) as jobs:
        for number in count(int(first)):
            with suppress(SubmitUncertain):  # of an earlier run that was killed
                jobs.submit("oxen", key=f"order-{number}", model="flux-2-dev", prompt=f"order {number}")
            if number == int(first):
                print("ready", flush=True)


main()
