#!/bin/bash
# riprova 0.3.1: an evaluator is not asked about a result of None, which counts as success.
# Expected by its documentation: the evaluator decides "when an operation should be retried or not", and is called with the result
# of the task; if it returns True, the task is run again.
# Seen: with evaluator=lambda job: job is None, a task that returns None twice and then the job returns None after one run. A task
# that returns {} instead, with an evaluator for that, is run three times.
# Cost: a look that finds no job yet, and says so by None, ends the wait; the program goes on without a result.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check riprova==0.3.1 six==1.17.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import riprova


def runs(*results, evaluator):
    left = list(results)
    retrier = riprova.Retrier(evaluator=evaluator, backoff=riprova.ConstantBackoff(interval=0.01, retries=5))
    found = retrier.run(lambda: left.pop(0))
    return found, len(results) - len(left)


job = {"status": "done"}
found = {"None": runs(None, None, job, evaluator=lambda result: result is None),
         "{}": runs({}, {}, job, evaluator=lambda result: result == {})}
print(found)
assert found == {"None": (None, 1), "{}": (job, 3)}
PY
