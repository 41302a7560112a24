#!/bin/bash
# runware-sdk 1.8.0, REST: when one of several generations failed, the finished ones are dropped from the answer.
# Expected by Runware's page "Task Polling": finished generations appear in data, failed ones in errors of the same
# answer; and by the package's README ("Result and progress callbacks"): if one of N results fails, on_result still hands over the
# others before the call raises, "on both WebSocket and REST".
# Seen: an answer that has errors raises before data is read. Two finished images and one refused: on_result is never
# called, and the RunwareError tells of the first error alone.
# Cost: images that were charged for are lost with the refused one; who tries again pays for all three.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check runware-sdk==1.8.0 aiohttp==3.14.5
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import asyncio

from aiohttp import web
from runware import RunOptions, Runware, RunwareError


async def provider(request):
    (task,) = await request.json()
    if task["taskType"] != "getResponse":
        return web.json_response({"data": [{"taskType": task["taskType"], "taskUUID": task["taskUUID"]}]})
    common = {"taskType": "imageInference", "taskUUID": task["taskUUID"]}
    images = [{**common, "status": "success", "imageUUID": f"i-{n}", "imageURL": f"https://media.example/{n}.jpg"} for n in (1, 2)]
    errors = [{**common, "status": "error", "code": "invalidProviderContent", "message": "the image was refused"}]
    return web.json_response({"data": images, "errors": errors})


async def main():
    app = web.Application()
    app.router.add_post("/v1", provider)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    told = []
    task = {"taskType": "imageInference", "model": "runware:100@1", "positivePrompt": "waves", "width": 512, "height": 512, "numberResults": 3}
    async with Runware(api_key="key", transport="rest", http_base_url=base) as client:
        try:
            await client.run(task, RunOptions(on_result=told.append))
        except RunwareError as error:
            print(f"raised: {error}; on_result was called {len(told)} times")
            assert told == [] and "media.example" not in repr(vars(error))
        else:
            raise AssertionError("nothing was raised")
    await runner.cleanup()


asyncio.run(main())
PY
