#!/bin/bash
# fetch-event-stream 0.1.6 (npm): newlines at the start of an event's data are lost.
# Expected by the HTML standard, 9.2.6: each data line adds its value and a newline to the buffer, an empty value too, and the last
# newline is removed at the end. Two empty data lines are one newline.
# Seen: a data line after only empty ones replaces them: "data:" "data:" is "" instead of a newline, "data:" "data: Verse" is
# "Verse" instead of a newline and "Verse". Empty lines further on are kept.
# Cost: where a text is streamed piece by piece, the ends of lines are pieces of their own: lyrics and transcripts run together.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" fetch-event-stream@0.1.6
cd "$dir"
cat > newline.mjs <<'JS'
import assert from 'node:assert';
import { events } from 'fetch-event-stream';

const stream = new Response('data: Hello\n\ndata:\ndata:\n\ndata:\ndata: Verse\n\ndata: a\ndata:\ndata: b\n\n');
const found = [];
for await (const { data } of events(stream)) found.push(data);
console.log(found);
assert.deepStrictEqual(found, ['Hello', '', 'Verse', 'a\n\nb']);
JS
node newline.mjs
