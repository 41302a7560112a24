#!/bin/bash
# elevenlabs-srt-generator 1.2.2: an output file that exists is a success, whatever is in it.
# Expected by its documentation: generate() makes subtitles for the given audio and text; it returns "success status, output path".
# Seen: when the file exists, nothing is sent and nothing is written; the old subtitles are returned as those of the new text.
# Cost: after the script of a video is corrected, the subtitles keep the mistake, and the run says that all is well.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check requests==2.34.2 python-dotenv==1.2.4
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps elevenlabs-srt-generator==1.2.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import requests
import script_force_alignment as aligner

sent = []


class Answer:
    status_code = 200

    def json(self):
        return {"words": [{"text": "corrected", "start": 0, "end": 1}]}


open("speech.mp3", "wb").close()
with open("speech.srt", "w", encoding="utf-8") as file:
    file.write("1\n00:00:00,000 --> 00:00:01,000\nmistake\n")
requests.post = lambda *args, **kwargs: sent.append(kwargs["data"]) or Answer()
generator = aligner.SRTGenerator(elevenlabs_api_key="key")
seen = generator.generate("speech.mp3", "corrected", "speech.srt", use_semantic_segmentation=False)
print(seen, sent, open("speech.srt", encoding="utf-8").read())
assert seen == (True, "speech.srt") and sent == [] and "mistake" in open("speech.srt", encoding="utf-8").read()
PY
