#!/bin/bash
# vcrpy 9.4.2 with aiohttp 3.14.5: a cassette with an upload by aiohttp.FormData cannot be saved, and all of it is lost.
# Expected: a multipart upload is recorded, as it is with httpx, or left out with a warning; the other answers are
# kept.
# Seen: the request body is kept as the FormData object. At the end of the cassette RepresenterError is raised
# ("Cassette not saved"), and there is no file: neither the upload nor the job that was made before it is recorded.
# Cost: the jobs of a recording session were run and paid, and nothing is left of them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check vcrpy==9.4.2 aiohttp==3.14.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio, pathlib
import aiohttp, vcr
from aiohttp import web

async def main():
    posts = []
    async def post(request):
        posts.append(await request.read())
        return web.json_response({"id": f"j{len(posts)}"})
    app = web.Application()
    app.router.add_post("/jobs", post)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = "http://{}:{}/jobs".format(*runner.addresses[0])
    try:
        with vcr.use_cassette("upload.yaml", record_mode="once"):
            async with aiohttp.ClientSession() as session:
                await session.post(url, json={"prompt": "sea"})
                form = aiohttp.FormData()
                form.add_field("audio", b"RIFF....WAVE", filename="a.wav")
                await session.post(url, data=form)
        return len(posts), "saved"
    except Exception as error:
        return len(posts), f"{type(error).__name__}: {str(error)[:60]}"
    finally:
        await runner.cleanup()

posts, end = asyncio.run(main())
print(f"{posts} jobs; {end}; cassette: {pathlib.Path('upload.yaml').exists()}")
assert posts == 2 and end.startswith("RepresenterError") and not pathlib.Path("upload.yaml").exists()
PY
