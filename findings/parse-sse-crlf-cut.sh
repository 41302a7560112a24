#!/bin/bash
# parse-sse 0.1.0 (npm): one event becomes two if a chunk of the stream ends between CR and LF.
# Expected by the HTML standard, section 9.2.5 (parsing an event stream): CR LF together is one end of line, and where the
# bytes are cut on their way means nothing. The README says "spec-compliant".
# Seen: the CR at the end of a chunk ends the line, and the LF that begins the next chunk counts as an empty line, which ends
# the event. Two data lines are one event in one chunk, and two events in two chunks.
# Cost: the first half of an event is handed over as if it were whole: a sentence, or JSON that cannot be read. Where the
# chunks end depends on the network, so it happens now and then, with servers that write CR LF.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-sse@0.1.0
cd "$dir"
cat > cut.mjs <<'JS'
import assert from 'node:assert';
import { parseServerSentEvents } from 'parse-sse';

const stream = 'data: {"status":\r\ndata: "done"}\r\n\r\n';
const read = async (...chunks) => {
  const body = ReadableStream.from(chunks.map((chunk) => new TextEncoder().encode(chunk)));
  const seen = [];
  for await (const { data } of parseServerSentEvents(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))) seen.push(data);
  return seen;
};
const cut = stream.indexOf('\n');
const [whole, halves] = [await read(stream), await read(stream.slice(0, cut), stream.slice(cut))];
console.log({ whole, halves });
assert.deepStrictEqual(whole, ['{"status":\n"done"}']);
assert.deepStrictEqual(halves, ['{"status":', '"done"}']);
JS
node cut.mjs
