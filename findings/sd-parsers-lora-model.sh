#!/bin/bash
# sd-parsers 0.6: of a ComfyUI picture that was made with a LoRA the model is a list of numbers, and models raises TypeError.
# Expected by its README: models has the names of the checkpoints of a picture by ComfyUI; LoraLoader is a node of ComfyUI itself, which
# stands between the checkpoint and the sampler.
# Seen: the node of the LoRA is taken for that of the model, and its input "model", which only refers to the node before it, for the name:
# ["4", 0]. The property models then fails with "unhashable type: 'list'". Without the LoRA the name is right.
# Cost: a catalogue of pictures stops at the first one with a LoRA, or files it under no model.
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

nodes = {
    "3": ("KSampler", {"seed": 5, "steps": 20, "cfg": 8, "sampler_name": "euler", "scheduler": "normal", "denoise": 1,
                       "model": ["11", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}),
    "4": ("CheckpointLoaderSimple", {"ckpt_name": "sea.safetensors"}),
    "5": ("EmptyLatentImage", {"width": 64, "height": 64, "batch_size": 1}),
    "6": ("CLIPTextEncode", {"text": "a cat", "clip": ["11", 1]}),
    "7": ("CLIPTextEncode", {"text": "a dog", "clip": ["11", 1]}),
    "8": ("VAEDecode", {"samples": ["3", 0], "vae": ["4", 2]}),
    "9": ("SaveImage", {"filename_prefix": "sea", "images": ["8", 0]}),
    "11": ("LoraLoader", {"lora_name": "ink.safetensors", "strength_model": 1, "strength_clip": 1, "model": ["4", 0], "clip": ["4", 1]}),
}

def picture(nodes):
    prompt = {number: {"class_type": kind, "inputs": inputs} for number, (kind, inputs) in nodes.items()}
    return read({"prompt": json.dumps(prompt), "workflow": json.dumps({"nodes": [], "links": []})})

found = picture(nodes)
print(found.full_prompt, found.samplers[0].model.name)
assert found.samplers[0].model.name == ["4", 0]
try:
    print(found.models)
except TypeError as error:
    print("TypeError", error)
else:
    raise SystemExit("the models can be read now")
nodes["3"][1]["model"] = ["4", 0]
assert [model.name for model in picture(nodes).models] == ["sea.safetensors"]
PY
