#!/bin/bash
# litellm 1.110.2, Router.image_generation() with "runwayml/gen4_image": one failed look at a task starts (and pays) another task.
# Expected: https://docs.litellm.ai/docs/routing retries a call that failed. The submit did not fail (the API gave a
# task id, and charges for it), so what is to be tried again is the GET of that task.
# Seen: a 503 on the first GET of each task: three POSTs for one call, of which two are never asked for again. A plain
# litellm.image_generation() sends one POST, and its error holds the id of the task, in the URL that it names.
# Cost: three tasks are charged for one image, and the first two cannot be found from the error or the result.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check litellm==1.110.2 httpx==0.28.1
cd "$dir"
LITELLM_LOCAL_MODEL_COST_MAP=True "$dir/venv/bin/python" - <<'PY'
import json, time
import httpx

posts, gets = [], []
time.sleep = lambda seconds: None

def answer(transport, request):
    if request.method == "POST":
        posts.append(f"task-{len(posts) + 1}")
        return httpx.Response(200, json={"id": posts[-1]}, request=request)
    task = request.url.path.rpartition("/")[2]
    gets.append(task)
    if gets.count(task) == 1 and task != "task-3":
        return httpx.Response(503, json={"error": "try again"}, request=request)
    done = {"id": task, "status": "SUCCEEDED", "output": [f"https://media.example/{task}.png"]}
    return httpx.Response(200, json=done, request=request)

httpx.HTTPTransport.handle_request = answer

import litellm
litellm.suppress_debug_info = True

parameters = {"model": "runwayml/gen4_image", "api_key": "key"}
router = litellm.Router(model_list=[{"model_name": "image", "litellm_params": parameters}])
image = router.image_generation(model="image", prompt="sea")
print(f"one call: tasks {posts} were started, asked for were {gets}, the result is {image.data[0].url}")
assert posts == ["task-1", "task-2", "task-3"] and gets == posts
assert image.data[0].url == "https://media.example/task-3.png"

posts.clear()
gets.clear()
try:
    litellm.image_generation(prompt="sea", **parameters)
except Exception as error:
    print(f"without a Router: {type(error).__name__} after tasks {posts}; the id is in it: {'task-1' in str(error)}")
    assert posts == ["task-1"] and "task-1" in str(error)
else:
    raise AssertionError("the failed look was survived")
PY
