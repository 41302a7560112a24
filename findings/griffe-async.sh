#!/bin/bash
# griffe 2.4.1: making a function async is no breaking change to `griffe check`.
# Expected: find_breaking_changes() names changes of an API that break its callers, and a call that now gives a
# coroutine breaks each of them.
# Seen: nothing is reported for def -> async def, nor for a changed return type; a renamed parameter of the same
# function is.
# Cost: a release that passes the check, and wait(job) that never waits.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check griffe==2.4.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pathlib
import griffe

def breakages(old, new):
    for folder, text in (("old", old), ("new", new)):
        pathlib.Path(folder, "pkg").mkdir(parents=True, exist_ok=True)
        pathlib.Path(folder, "pkg", "__init__.py").write_text(text)
    trees = [griffe.load("pkg", search_paths=[folder]) for folder in ("old", "new")]
    return [breakage.kind.value for breakage in griffe.find_breaking_changes(*trees)]

old = "def wait(job: str) -> dict:\n    return {}\n"
seen = {
    "async": breakages(old, "async " + old),
    "return type": breakages(old, old.replace("dict", "list")),
    "renamed": breakages(old, old.replace("job", "ref")),
}
print(seen)
assert seen["async"] == [] and seen["return type"] == [] and len(seen["renamed"]) > 0
PY
