#!/bin/bash
# react-native-sse 1.2.1 (npm): spaces at the beginning and the end of an event's data are lost, so streamed words run together.
# Expected by the HTML standard, section 9.2.6: one space behind the colon is dropped, and nothing else.
# Seen: each line is trimmed, and all spaces behind "data:" go. Of "Once", " upon", " a time" the app gets "Once", "upon", "a time".
# Cost: a text that a model streams in pieces, each with its space, is shown without any spaces between the pieces.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" react-native-sse@1.2.1
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';

fs.copyFileSync('node_modules/react-native-sse/src/EventSource.js', 'eventsource.mjs');
globalThis.XMLHttpRequest = class {
  static LOADING = 3;

  static DONE = 4;

  open() {}

  setRequestHeader() {}

  abort() {}

  send() {
    Object.assign(this, { readyState: 3, status: 200, responseText: 'data: Once\n\ndata:  upon\n\ndata:  a time \n\n' });
    this.onreadystatechange();
  }
};
const { default: EventSource } = await import('./eventsource.mjs');
const source = new EventSource('https://a.example', { timeoutBeforeConnection: 0, pollingInterval: 0 });
const pieces = [];
source.addEventListener('message', ({ data }) => pieces.push(data));
await new Promise((resolve) => setTimeout(resolve, 50));
source.close();
console.log(pieces);
assert.deepStrictEqual(pieces, ['Once', 'upon', 'a time']);
JS
node show.mjs
