#!/bin/bash
# edl_composer 1.0.3 (npm): a clip with an offset begins and ends at 00:00:00:00.
# Expected by its README: the offset is the timecode of the camera at the beginning of the clip, and is added to the times of the source.
# Seen: with the offset 01:00:00:00 a clip from 10 s to 20 s has the source times 00:00:00:00 and 00:00:00:00; without an offset
# 00:00:10:00 and 00:00:20:00. The times of the record are right.
# Cost: the editing program finds none of the material, for just those recordings that have timecode.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" edl_composer@1.0.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import EDL from 'edl_composer';

const source = (offset) => {
  const event = { id: 1, startTime: 10, endTime: 20, reelName: 'CAM1', clipName: 'a.mov', fps: 25, offset };
  return new EDL({ title: 'Night', events: [event] }).compose().match(/C  (\S+ \S+)/)[1];
};
console.log(source(undefined), '|', source('01:00:00:00'));
assert.strictEqual(source(undefined), '00:00:10:00 00:00:20:00');
assert.strictEqual(source('01:00:00:00'), '00:00:00:00 00:00:00:00');
JS
node check.mjs
