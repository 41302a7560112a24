#!/bin/bash
# elevenlabs-srt-generator 1.2.2: without the semantic mode all words are glued together.
# Expected by its documentation: subtitles of a transcript in 99 languages; language="english" is an example of its own.
# Seen: the words of the alignment are joined without spaces: "Good morning to all" becomes "Goodmorningtoall". The same happens when
# the semantic mode fails, because it falls back to this one.
# Cost: every caption in English (or any language with spaces) is unreadable, and the call reports success.
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


class Answer:
    status_code = 200

    def json(self):
        words = "Good morning to all".split()
        return {"words": [{"text": word, "start": i, "end": i + 0.9} for i, word in enumerate(words)]}


open("speech.mp3", "wb").close()
requests.post = lambda *args, **kwargs: Answer()
generator = aligner.SRTGenerator(elevenlabs_api_key="key")
done, path = generator.generate(
    "speech.mp3", "Good morning to all", "speech.srt", 40, language="english", use_semantic_segmentation=False
)
seen = open("speech.srt", encoding="utf-8").read()
print(done, seen)
assert done and seen == "1\n00:00:00,000 --> 00:00:03,899\nGoodmorningtoall\n"
PY
