#!/bin/bash
# litellm 1.110.2: of a text that is spoken, the spaces are not counted, so speech costs about a sixth less than it does.
# Expected by its own table, which has a price for each input character of tts-1; a space is one of the characters that are sent. xAI, for
# instance, describes its speech as "billed per input character".
# Seen: a thousand letters cost 0.015 dollars with completion_cost(), and a thousand characters of "Good day. " cost 0.012. The
# same with ElevenLabs. Line breaks and tabs are not counted either.
# Cost: an account of narrated books falls short of each invoice, by as much as the language has spaces.
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


def price(model, text):
    assert len(text) == 1000
    return round(litellm.completion_cost(completion_response=speech, model=model, prompt=text, call_type="speech"), 6)


seen = {
    model: [price(model, text) for text in ("goodnight." * 100, "Good day. " * 100, "Good\tday.\n" * 100)]
    for model in ("tts-1", "elevenlabs/eleven_multilingual_v2")
}
print(seen)
assert seen["tts-1"] == [0.015, 0.012, 0.012]
letters, spaces, tabs = seen["elevenlabs/eleven_multilingual_v2"]
assert spaces == tabs == round(0.8 * letters, 6)
PY
