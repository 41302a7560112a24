#!/bin/bash
# litellm 1.110.2: speech of gpt-4o-mini-tts and Gemini is priced without the speech, some 100 times too low.
# Expected by its own table, which has for gpt-4o-mini-tts 0.00025 dollars for each second of speech, and 12 dollars for a million tokens of
# audio: a thousand characters are about a minute, so about 0.015 dollars. For tts-1 it says 0.015.
# Seen: completion_cost() of a speech response gives less than 0.0002 dollars, the price of the text that was sent. No warning, though the answer is
# audio and tells no usage.
# Cost: budgets and bills to customers that are kept by litellm are far below what the provider takes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check litellm==1.110.2 httpx==0.28.1
cd "$dir"
HOME="$dir" LITELLM_LOCAL_MODEL_COST_MAP=True "$dir/venv/bin/python" -W ignore - <<'PY'
import httpx
import litellm
from litellm.types.llms.openai import HttpxBinaryResponseContent

speech = HttpxBinaryResponseContent(httpx.Response(200, content=b"ID3", headers={"content-type": "audio/mpeg"}))
models = ("tts-1", "gpt-4o-mini-tts", "gemini/gemini-2.5-flash-preview-tts")
seen = {
    model: litellm.completion_cost(completion_response=speech, model=model, prompt="goodnight." * 100, call_type="speech") for model in models
}
print(seen, litellm.model_cost["gpt-4o-mini-tts"]["output_cost_per_second"])
assert litellm.model_cost["gpt-4o-mini-tts"]["output_cost_per_second"] == 0.00025
assert abs(seen["tts-1"] - 0.015) < 1e-9
assert all(0 <= seen[model] < 0.001 for model in models[1:])
PY
