#!/bin/bash
# sd-parsers 0.6: in pictures of the AUTOMATIC1111 web UI a setting whose text has a comma is cut off there.
# Expected by the format of the web UI ("parameters" in the PNG): settings are separated by commas, and a value that has a comma or a
# colon is written as a JSON string, in quotation marks.
# Seen: of Hires prompt: "a cat, sharp, big" the value is '"a cat', with one quotation mark, and the rest is gone. Of Lora hashes: "ink:
# 1a, fog: 2b" the name is lost, and there is a setting "fog" with the value '2b"'. "Hashes: {...}" is read.
# Cost: a picture cannot be made again from its own settings: the second prompt and the LoRAs are wrong, without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sd-parsers==0.6 pillow==13.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io, json
from PIL import Image, PngImagePlugin
from sd_parsers import ParserManager

def read(texts):
    info, file = PngImagePlugin.PngInfo(), io.BytesIO()
    for name, text in texts.items():
        info.add_text(name, text)
    Image.new("RGB", (64, 64)).save(file, "PNG", pnginfo=info)
    file.seek(0)
    return ParserManager().parse(file)

settings = 'Steps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Hires prompt: "a cat, sharp, big", Lora hashes: "ink: 1a, fog: 2b", Version: v1.9'
found = read({"parameters": f"a cat\nNegative prompt: a dog\n{settings}"})
print(found.metadata)
assert found.full_prompt == "a cat"
assert found.metadata == {"Hires prompt": '"a cat', "fog": '2b"', "Version": "v1.9"}
PY
