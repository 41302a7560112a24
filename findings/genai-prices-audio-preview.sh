#!/bin/bash
# genai-prices 0.2.3: audio of gpt-4o-audio-preview and gpt-4o-mini-audio-preview is priced as if it were text.
# Expected by OpenAI's description of gpt-4o-audio-preview, as OpenRouter shows it: audio tokens cost $40 per million in and $80 out. The
# package reads the audio tokens of the usage, and prices those of gpt-audio and gpt-4o-realtime-preview apart.
# Seen: an answer with a minute of speech, 1,200 audio tokens, costs $0.012, the price of 1,200 tokens of text; it is $0.096.
# Cost: a budget that is kept with these prices is passed eight times over, sixteen times for recordings that are sent in.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check genai-prices==0.2.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from genai_prices import calc_price, extract_usage

SPEECH = {"prompt_tokens": 0, "completion_tokens": 1200, "completion_tokens_details": {"audio_tokens": 1200}}


def price(model):
    usage = extract_usage({"model": model, "usage": SPEECH}, provider_id="openai", api_flavor="chat").usage
    assert usage.output_audio_tokens == 1200
    return float(calc_price(usage, model_ref=model, provider_id="openai").total_price)


seen = {model: price(model) for model in ("gpt-4o-audio-preview", "gpt-4o-mini-audio-preview", "gpt-4o-realtime-preview", "gpt-audio")}
print(seen)
assert seen == {
    "gpt-4o-audio-preview": 0.012,
    "gpt-4o-mini-audio-preview": 0.00072,
    "gpt-4o-realtime-preview": 0.096,
    "gpt-audio": 0.0768,
}
PY
