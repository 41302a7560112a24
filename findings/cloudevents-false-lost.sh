#!/bin/bash
# cloudevents 10.0.0 (npm): data that is false, 0 or an empty text is undefined after a structured message was read.
# Expected by the CloudEvents JSON format 1.0, section 3.1: the member data holds the event's data, any JSON value; toEvent() gives the
# event that was sent.
# Seen: HTTP.structured() writes "data":false and "data":0, and HTTP.toEvent() of it has data undefined; true and 7 come back, and so does
# false within an object.
# Cost: the receiver of a webhook cannot tell "not safe", "no error" or a progress of 0 from an event without data.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" cloudevents@10.0.0
cd "$dir"
cat > data.cjs <<'JS'
const assert = require('node:assert');
const { CloudEvent, HTTP } = require('cloudevents');

const received = (data) => {
  const message = HTTP.structured(new CloudEvent({ id: 'job-1', source: '/jobs', type: 'job.progress', data }));
  assert.deepStrictEqual(JSON.parse(message.body).data, data);
  return HTTP.toEvent(message).data;
};
const seen = [true, 7, { safe: false }, false, 0, ''].map(received);
console.log(seen);
assert.deepStrictEqual(seen, [true, 7, { safe: false }, undefined, undefined, undefined]);
JS
node data.cjs
