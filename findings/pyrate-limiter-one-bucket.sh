#!/bin/bash
# pyrate-limiter 4.5.1: try_acquire("a") and try_acquire("b") of a Limiter draw from one and the same limit.
# Expected by the docstring of try_acquire(): name is "the bucket key to acquire from".
# Seen: Limiter(Rate(2, ...)) has one bucket whatever the names are: after one for "a" and one for "b", "c" is
# refused. A bucket for each name needs a BucketFactory of one's own.
# Cost: providers (or keys) with limits of their own throttle each other, silently.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyrate-limiter==4.5.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pyrate_limiter import Duration, Limiter, Rate

limiter = Limiter(Rate(2, Duration.HOUR))
passed = [(name, limiter.try_acquire(name, blocking=False)) for name in ("a", "b", "c")]
documented = Limiter.try_acquire.__doc__
print(passed, "buckets:", len(limiter.buckets()))
assert "bucket key to acquire from" in documented
assert passed == [("a", True), ("b", True), ("c", False)] and len(limiter.buckets()) == 1
PY
