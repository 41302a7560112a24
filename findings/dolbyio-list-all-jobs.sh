#!/bin/bash
# dolbyio-rest-apis 5.0.0: media.jobs.list_all_jobs() fails before it asks for a job.
# Expected by its docstring: all jobs of the last 31 days, page by page, as a list.
# Seen: the function that asks for a page is called without await, so each call ends in AttributeError ("'coroutine' object has no
# attribute 'next_token'"), and no request is made. list_jobs(), which the same page comes from, works and leaves the paging to the caller.
# Cost: a program that lost the ids of its jobs, and looks for what it has paid for with the function for that, cannot find them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dolbyio-rest-apis==5.0.0 aiohttp==3.14.5 aiohttp-retry==2.9.1
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import asyncio

from aiohttp import web
from dolbyio_rest_apis.media import jobs

PAGES = {None: {"jobs": [{"job_id": "j-1"}], "next_token": "second"}, "second": {"jobs": [{"job_id": "j-2"}], "next_token": ""}}
requests = []


async def page(request):
    requests.append(str(request.rel_url))
    return web.json_response(PAGES[request.query.get("next_token")])


async def main():
    app = web.Application()
    app.router.add_get("/media/jobs", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    jobs.get_mapi_url = lambda: f"http://{host}:{port}"
    first = await jobs.list_jobs("token")
    print("list_jobs:", [job.job_id for job in first.jobs], requests)
    assert [job.job_id for job in first.jobs] == ["j-1"] and requests == ["/media/jobs"]
    requests.clear()
    try:
        await jobs.list_all_jobs("token")
    except AttributeError as error:
        print("list_all_jobs:", error, requests)
        assert "coroutine" in str(error) and requests == []
    else:
        raise SystemExit("all jobs are listed now")
    await runner.cleanup()


asyncio.run(main())
PY
