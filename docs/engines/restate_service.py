"""Restate. Serve: hypercorn restate_service:app. Send orders, again after an error: python restate_service.py FILE."""

import json
import os
import sys
from pathlib import Path

import httpx
import restate
from generation_jobs import AsyncJobs, SubmitUncertain

orders = restate.Service("orders")
jobs = AsyncJobs.from_env(ledger="jobs.sqlite")


async def submit(key: str, prompt: str) -> str:
    try:
        return str((await jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)).ref)
    except SubmitUncertain:  # the process was killed in mid-submit: search for its job, or let Restate try again
        await jobs.recover()
        return str((await jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key)).ref)


async def fetch(ref: str, key: str) -> None:
    await jobs.download(await jobs.wait(ref), f"out/{key}")


@orders.handler()
async def generate(context: restate.Context, order: list[str]) -> None:
    key, prompt = order
    ref = await context.run_typed("submit", submit, key=key, prompt=prompt)
    await context.run_typed("fetch", fetch, ref=ref, key=key)


app = restate.app([orders])

if __name__ == "__main__":
    for order in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        url = f"{os.environ['RESTATE_INGRESS']}/orders/generate/send"
        httpx.post(url, json=order, headers={"idempotency-key": order[0]}).raise_for_status()
