#!/bin/bash
# pyclipdrop 1.0.1: a seed of 0 is not sent.
# Expected by its documentation: uncrop() takes "the seed for making the result deterministic", an int; only None means no seed.
# Seen: seed=0 is left out of the request, as if none had been given; seed=1 is sent.
# Cost: a pipeline that numbers its seeds from 0 gets another picture at each call for the first one, and pays for it each time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyclipdrop==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pyclipdrop import ClipdropClient


class Client(ClipdropClient):
    def _submit_request(self, address, files=None, data=None):
        self.data = data
        return type("Answer", (), {"content": b"picture"})


def sent(seed):
    client = Client("key")
    client.uncrop("photo.jpg", extend_up=10, seed=seed)
    return client.data.get("seed")


open("photo.jpg", "wb").close()
seen = {seed: sent(seed) for seed in (0, 1, None)}
print(seen)
assert seen == {0: None, 1: 1, None: None}
PY
