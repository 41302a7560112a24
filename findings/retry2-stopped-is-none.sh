#!/bin/bash
# retry2 0.9.5: if on_exception ends the attempts, the call returns None, as if it had succeeded.
# Expected by its documentation: "further retries are stopped when handler returns True"; the failure itself remains, as it does when
# the tries are used up, and is raised.
# Seen: the exception is dropped. A function that failed with "wrong key" at its first try returns None, from the decorator as from
# retry_call().
# Cost: a submit that was refused for good counts as made, with None as its id.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check retry2==0.9.5 decorator==5.3.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from retry.api import retry, retry_call

calls = []


def submit():
    calls.append(1)
    raise PermissionError("wrong key")


def is_final(error):
    return isinstance(error, PermissionError)


seen = []
for attempt in (
    lambda: retry_call(submit, tries=3, logger=None),
    lambda: retry_call(submit, tries=3, logger=None, on_exception=is_final),
    lambda: retry(tries=3, logger=None, on_exception=is_final)(submit)(),
):
    calls.clear()
    try:
        result = repr(attempt())
    except PermissionError as error:
        result = f"PermissionError: {error}"
    seen.append((len(calls), result))
print(seen)
assert seen == [(3, "PermissionError: wrong key"), (1, "None"), (1, "None")]
PY
