#!/bin/bash
# busypie 0.6.1: an exception is not ignored if it is of a subclass of what is to be ignored.
# Expected by Python's exception handling, as in except OSError: ConnectionError and TimeoutError are OSErrors. The README says that
# ignore_exceptions() takes the exceptions to ignore.
# Seen: the very class must be named. A wait that ignores OSError ends with the first ConnectionResetError; one that ignores Exception
# with any.
# Cost: a poll that should outlive a lost connection stops at the first one, and the paid job goes on unseen.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check busypie==0.6.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from busypie import MILLISECOND, wait


def outcome(ignored, raised):
    errors = [raised("lost")]

    def finished():
        if errors:
            raise errors.pop()
        return "done"

    try:
        return wait().ignore_exceptions(ignored).poll_interval(1, MILLISECOND).until(finished)
    except OSError as error:
        return type(error).__name__


seen = [outcome(OSError, OSError), outcome(OSError, ConnectionResetError), outcome(Exception, OSError)]
print(seen)
assert seen == ["done", "ConnectionResetError", "OSError"]
PY
