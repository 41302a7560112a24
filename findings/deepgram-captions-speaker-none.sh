#!/bin/bash
# deepgram-captions 2.0.0, AssemblyAIConverter: in WebVTT a transcript without speakers is spoken by "Speaker None".
# Expected by AssemblyAI's reference: the speaker of a word is null unless speaker labels were asked for. The package writes a
# speaker where there is one, and none for a transcript of Deepgram's that has none.
# Seen: webvtt() asks whether a word has the key speaker, and the converter always sets it: each cue begins with
# <v Speaker None>. srt() of the same transcript has nothing of the kind.
# Cost: players that show who speaks show it to the audience, and a program that reads the cues finds a speaker of that name;
# so it is with each transcript that was made with the provider's default.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check deepgram-captions==2.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from deepgram_captions import AssemblyAIConverter, DeepgramConverter, srt, webvtt

times = {"start": 0, "end": 1}
assemblyai = {"id": "t-1", "status": "completed", "words": [{"text": "Waves.", "confidence": 0.9, "speaker": None, **times}]}
alternative = {"transcript": "Waves.", "words": [{"word": "Waves.", **times}]}
deepgram = {"results": {"channels": [{"alternatives": [alternative]}]}}
seen = {}
for name, converter in {"Deepgram": DeepgramConverter(deepgram), "AssemblyAI": AssemblyAIConverter(assemblyai)}.items():
    seen[name] = [webvtt(converter).splitlines()[-1], srt(converter).splitlines()[-1]]
    print(f"{name}, WebVTT and SRT: {seen[name]}")
assert seen == {"Deepgram": ["Waves.", "Waves."], "AssemblyAI": ["<v Speaker None>Waves.", "Waves."]}
PY
