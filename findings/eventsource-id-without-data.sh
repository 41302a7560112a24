#!/bin/bash
# eventsource 4.1.1 with eventsource-parser 3.1.1 (npm): an id that a server sends without data is not remembered.
# Expected by the HTML standard, section 9.2.6 (interpreting an event stream): at the end of a block the last event id is set first, and only
# then the block is dropped if it has no data. So "id: 7" and a blank line is how a server marks a place without an event.
# Seen: after an event with id 1 and such a mark with id 7, the connection ends, and the next request says Last-Event-ID: 1.
# Cost: after a lost connection the server sends everything since event 1 again: text appears twice, and steps of a job run twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" eventsource@4.1.1 eventsource-parser@3.1.1
cd "$dir"
cat > resume.mjs <<'JS'
import assert from 'node:assert';
import { EventSource } from 'eventsource';

const requests = [];
const fetch = async (url, { headers }) => {
  requests.push(headers['Last-Event-ID']);
  if (requests.length > 1) return new Response(null, { status: 204 });
  return new Response('retry: 10\nid: 1\ndata: first\n\nid: 7\n\n', { headers: { 'content-type': 'text/event-stream' } });
};
const source = new EventSource('https://example.com/events', { fetch });
await new Promise((resolve) => {
  source.onerror = ({ code }) => code === 204 && resolve();
});
source.close();
console.log(requests);
assert.deepStrictEqual(requests, [undefined, '1']);
JS
node resume.mjs
