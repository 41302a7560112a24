#!/bin/bash
# event-source-plus 0.1.15 (npm): of an event with several data lines, only the last line remains.
# Expected by the HTML standard, section 9.2.6 (interpreting an event stream): each data line is appended to the event's
# data, and the lines are joined by line feeds.
# Seen: each line takes the place of the one before. Of a transcript in three lines the third is there; of JSON that a server
# writes over several lines, a closing bracket.
# Cost: text is lost with no error, in every paragraph but the last; JSON cannot be read any more.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" event-source-plus@0.1.15
cd "$dir"
cat > lines.mjs <<'JS'
import assert from 'node:assert';
import { EventSourcePlus } from 'event-source-plus';

const text = 'event: transcript\ndata: Waves at night.\ndata: \ndata: The end.\n\ndata: {\ndata: "status": "done"\ndata: }\n\n';
const fetch = async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } });
const source = new EventSourcePlus('https://api.example/jobs/7/events', { fetch, retryStrategy: 'on-error' });
const seen = [];
await new Promise((ended) => {
  source.listen({ onMessage: ({ data }) => seen.push(data) }).onAbort(ended);
});
console.log(seen);
assert.deepStrictEqual(seen, ['The end.', '}']);
JS
node lines.mjs
