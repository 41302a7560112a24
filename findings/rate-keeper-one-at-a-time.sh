#!/bin/bash
# rate-keeper 0.4.1: calls of several threads are made one after the other, however high the limit is.
# Expected by its README: it limits how often a function is called; nothing is said of calls that run at the same time.
# Seen: the decorator keeps its lock until the function has returned. Two threads, with a limit of a million calls, never are in the
# function together.
# Cost: twenty downloads of a minute each take twenty minutes in a pool of twenty threads.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check rate-keeper==0.4.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading

from rate_keeper import RateKeeper

keeper = RateKeeper(limit=1_000_000, period=1)
both = threading.Barrier(2)
met = []


def work():
    try:
        both.wait(timeout=1)
        met.append(True)
    except threading.BrokenBarrierError:
        met.append(False)


def run(function):
    met.clear()
    both.reset()
    threads = [threading.Thread(target=function) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(met)


plain, kept = run(work), run(keeper.decorator(work))
print("without:", plain, "with:", kept)
assert plain == [True, True] and kept == [False, False]
PY
