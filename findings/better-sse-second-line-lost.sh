#!/bin/bash
# better-sse 0.16.1 (npm): of a text with several lines, only the first arrives.
# Expected by its README ("spec-compliant"), its option serializer, and the HTML standard, 9.2.6: each line of the data is a field of its
# own, "data:". Its types say of the sanitizer that newlines do not dispatch an event too early.
# Seen: with a serializer that sends texts as they are, "calm\nsea" is written as "data:calm" and a line "sea", which a reader takes for
# an unknown field and drops. After an empty line, "calm\n\nsea", the event ends as well.
# Cost: lyrics, transcripts and captions that are streamed as plain text lose all lines but the first of each piece, without an error on
# either side.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" better-sse@0.16.1 eventsource-parser@4.1.3
cd "$dir"
cat > lines.mjs <<'JS'
import assert from 'node:assert';
import { createEventBuffer } from 'better-sse';
import { createParser } from 'eventsource-parser';

const sent = (text) => {
  const buffer = createEventBuffer({ serializer: (data) => data });
  buffer.data(text).dispatch();
  return buffer.read();
};
const received = (stream) => {
  const found = [];
  createParser({ onEvent: ({ data }) => found.push(data) }).feed(stream);
  return found;
};
console.log(JSON.stringify(sent('calm\nsea')), received(sent('calm\nsea')), received(sent('calm\n\nsea')));
assert.deepStrictEqual(received(sent('calm sea')), ['calm sea']);
assert.strictEqual(sent('calm\nsea'), 'data:calm\nsea\n\n');
assert.deepStrictEqual([received(sent('calm\nsea')), received(sent('calm\n\nsea'))], [['calm'], ['calm']]);
assert.deepStrictEqual(received('data:calm\ndata:sea\n\n'), ['calm\nsea']);
JS
node lines.mjs
