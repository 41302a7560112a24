#!/bin/bash
# griffe 2.4.1: a new required field of an attrs class is no breaking change; of a dataclass it is.
# Expected: find_breaking_changes() reports a new parameter without default of a class, as griffe does for
# dataclasses. Clients by openapi-python-client consist of attrs classes.
# Seen: for @attrs.define nothing is reported when a second required field appears; Python itself raises TypeError for
# the old call.
# Cost: a regenerated client whose models need one more argument passes the check as compatible.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check griffe==2.4.1 attrs==26.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pathlib, sys
import griffe

def breakages(decorator):
    head = f"import attrs, dataclasses\n{decorator}\nclass Job:\n    prompt: str\n"
    for folder, text in (("old", head), ("new", head + "    model: str\n")):
        pathlib.Path(folder, "pkg").mkdir(parents=True, exist_ok=True)
        pathlib.Path(folder, "pkg", "__init__.py").write_text(text)
    trees = [griffe.load("pkg", search_paths=[folder]) for folder in ("old", "new")]
    return [breakage.kind.value for breakage in griffe.find_breaking_changes(*trees)]

seen = {decorator: breakages(decorator) for decorator in ("@dataclasses.dataclass", "@attrs.define", "@attrs.frozen")}
print(seen)
assert len(seen["@dataclasses.dataclass"]) == 1 and seen["@attrs.define"] == seen["@attrs.frozen"] == []

sys.path.insert(0, "new")  # the last one written: attrs.frozen, with two fields
import pkg
try:
    pkg.Job("sea")
except TypeError as error:
    print("the old call:", error)
else:
    raise SystemExit("the old call works")
PY
