#!/bin/bash
# pyclipdrop 1.0.1: sketch_to_image() without a name of the output always fails.
# Expected by its documentation: output_file may be left out and is then 'output.jpg'; the only supported extension is JPG.
# Seen: the default in the code is 'output.png', which its own check refuses: FileExtensionError, before a request is sent. The message
# blames the input file, which is a right one.
# Cost: the shortest call of the documentation never makes an image, and the error sends people to look at their sketch.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyclipdrop==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pyclipdrop import ClipdropClient
from pyclipdrop.exceptions import FileExtensionError


class Client(ClipdropClient):
    sent = 0

    def _submit_request(self, *args, **kwargs):
        self.sent += 1
        return type("Answer", (), {"content": b"picture"})


def tried(**output):
    client = Client("key")
    try:
        client.sketch_to_image("sketch.png", "an owl", **output)
    except FileExtensionError as error:
        return client.sent, str(error)
    return client.sent, "written"


open("sketch.png", "wb").close()
seen = tried(), tried(output_file="output.jpg")
print(*seen, sep="\n")
assert seen[0][0] == 0 and seen[0][1].startswith("The input file should be one of") and seen[1] == (1, "written")
PY
