#!/bin/bash
# http-problem-details 0.1.7 (npm): the title of a problem is dropped if its status is not in the package's list.
# Expected by its README: a title can be given; and RFC 9457, section 3.1.3: the title is a summary for people. 425, 499, 520 and 529 are
# in daily use.
# Seen: without a type the title always comes from a list of status codes. For 529 it has none, so the title becomes undefined, and is
# missing from the JSON.
# Cost: of "Overloaded, try again in a minute" a caller sees only the number.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" http-problem-details@0.1.7
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { ProblemDocument } = require('http-problem-details');

const problem = new ProblemDocument({ status: 529, title: 'Overloaded' });
const typed = new ProblemDocument({ status: 529, title: 'Overloaded', type: 'https://a.example/overloaded' });
console.log(JSON.stringify(problem), JSON.stringify(typed));
assert.strictEqual(JSON.stringify(problem), '{"type":"about:blank","status":529}');
assert.strictEqual(typed.title, 'Overloaded');
JS
node show.cjs
