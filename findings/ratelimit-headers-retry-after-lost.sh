#!/bin/bash
# ratelimit-headers 0.1.0: Retry-After is not read where X-RateLimit headers stand beside it.
# Expected by its README ("retry_after: seconds until retry", Retry-After as a format of its own) and RFC 9110 section 10.2.3: the header
# says how long to wait, whatever else the answer carries.
# Seen: Retry-After alone gives 30; with X-RateLimit-Limit and X-RateLimit-Remaining, as an answer 429 mostly has them, retry_after is
# None. For the names RateLimit-* it is read.
# Cost: the pause that the provider named is not made; the next request is refused again, or the account is closed for longer.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ratelimit-headers==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ratelimit_headers import parse

answers = {
    "alone": {"Retry-After": "30"},
    "RateLimit": {"RateLimit-Limit": "60", "RateLimit-Remaining": "0", "Retry-After": "30"},
    "X-RateLimit": {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "Retry-After": "30"},
    "x-rate-limit": {"x-rate-limit-limit": "60", "x-rate-limit-remaining": "0", "Retry-After": "30"},
}
found = {name: parse(response_headers=headers).retry_after for name, headers in answers.items()}
print(found)
assert found == {"alone": 30, "RateLimit": 30, "X-RateLimit": None, "x-rate-limit": None}
PY
