#!/bin/bash
# aioretry 6.3.1: with a policy that has no name, such as a partial, a function that takes an argument is never called.
# Expected by its README: the policy is a function that takes a RetryInfo; its type is Callable. functools.partial is how a number of
# tries is put into it.
# Seen: each call with a positional argument looks up policy.__name__ in the class of that argument, and raises AttributeError. Called
# with keywords, or with no argument, the same function works.
# Cost: a client whose policy is made configurable fails at its first request, with an error that names neither policy nor retry.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aioretry==6.3.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import functools

import aioretry


def policy(info, tries):
    return info.fails >= tries, 0


@aioretry.retry(functools.partial(policy, tries=3))
async def fetch(address):
    return f"fetched {address}"


keyword = asyncio.run(fetch(address="job"))
try:
    asyncio.run(fetch("job"))
except AttributeError as error:
    print(keyword, "-", error)
    assert "__name__" in str(error)
else:
    raise SystemExit("it is called now")
assert keyword == "fetched job"
PY
