#!/bin/bash
# deepgram-captions 2.0.0, AssemblyAIConverter: captions stand at a thousand times their time.
# Expected by AssemblyAI's docs ("Does your API return timestamps for individual words?"): start and end of a word are
# milliseconds; the package's formatters take seconds, and the converter is there to bring a transcript into their form.
# Seen: the numbers are passed on as they are. Words from 0.25 s to 1.9 s give a cue from 00:04:10 to 00:31:40; the same
# words from Deepgram, in seconds, are right. No warning.
# Cost: nothing is shown while the words are spoken; after a minute and a half of speech the hours have passed 24, and
# start again at 0.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check deepgram-captions==2.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from deepgram_captions import AssemblyAIConverter, DeepgramConverter, srt

TEXTS, STARTS, ENDS = ["Waves", "at", "night."], [250, 900, 1300], [800, 1200, 1900]
words = [
    {"text": text, "start": start, "end": end, "confidence": 0.9, "speaker": None}
    for text, start, end in zip(TEXTS, STARTS, ENDS, strict=True)
]
assemblyai = {"id": "t-1", "status": "completed", "text": " ".join(TEXTS), "words": words, "utterances": None}
seconds = [{"word": word["text"], "start": word["start"] / 1000, "end": word["end"] / 1000} for word in words]
deepgram = {"results": {"channels": [{"alternatives": [{"transcript": " ".join(TEXTS), "words": seconds}]}]}}
cues = {}
for name, converter in {"Deepgram": DeepgramConverter(deepgram), "AssemblyAI": AssemblyAIConverter(assemblyai)}.items():
    (cues[name],) = [line for line in srt(converter).splitlines() if "-->" in line]
    print(f"{name}: {cues[name]}")
assert cues["Deepgram"].startswith("00:00:00,250 --> 00:00:01,9")
assert cues["AssemblyAI"].startswith("00:04:10,") and "--> 00:31:40," in cues["AssemblyAI"]
PY
