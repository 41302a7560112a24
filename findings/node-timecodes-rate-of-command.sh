#!/bin/bash
# node-timecodes 2.5.0 (npm): the command timecodeFromSeconds ignores the frame rate that it is given.
# Expected by its own usage text: "timecodeToSeconds timecode [frameRate]", printed by both commands. The function does know the rate.
# Seen: the command hands the rate over as a text, where the function takes an object, so 25 frames a second are used: 1427.4 s at 50
# frames a second are told as frame 10 instead of 20. timecodeToSeconds does use the rate, so the two do not undo each other.
# Cost: all cuts that a script makes for another rate than 25 are at the wrong frame.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-timecodes@2.5.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { fromSeconds } = require('node-timecodes');

const command = (name, ...values) =>
  execFileSync('node', [path.join('node_modules', '.bin', name), ...values], { encoding: 'utf8' }).trim();
const plain = command('timecodeFromSeconds', '1427.4');
const fifty = command('timecodeFromSeconds', '1427.4', '50');
console.log(plain, fifty, fromSeconds(1427.4, { frameRate: 50 }));
assert.strictEqual(fifty, plain);
assert.strictEqual(fromSeconds(1427.4, { frameRate: 50 }), '00:23:47:20');
assert.strictEqual(command('timecodeToSeconds', '00:23:47:20', '50'), '1427.4');
JS
node show.cjs
