#!/bin/bash
# @azure/core-sse 2.4.0 (npm): the name of a heartbeat is given to the event after it.
# Expected by the HTML standard, "dispatch the event": where the data is empty at a blank line, the name of the event is set to the empty
# text and nothing is dispatched. Servers send "event: ping" in this way to keep a stream open.
# Seen: only the data is checked, the name is kept: after "event: ping", a blank line and "data: ..." the event is called "ping".
# Cost: a client that drops pings drops the first token after every pause; it happens on slow jobs only.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @azure/core-sse@2.4.0
cd "$dir"
cat > name.mjs <<'JS'
import assert from 'node:assert';
import { createSseStream } from '@azure/core-sse';

const text = 'data: one\n\nevent: ping\n\ndata: two\n\n';
const seen = [];
for await (const { event, data } of createSseStream(new Blob([text]).stream())) seen.push([event, data]);
console.log(seen);
assert.deepStrictEqual(seen, [['', 'one'], ['ping', 'two']]);
JS
node name.mjs
