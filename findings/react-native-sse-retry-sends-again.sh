#!/bin/bash
# react-native-sse 1.2.1 (npm): with reconnecting switched off, a stream that has "retry:" in it is requested again.
# Expected by its README on pollingInterval: "If set to 0, reconnections will be disabled".
# Seen: a line "retry: 10" replaces the 0, so the request is sent again 10 ms after the stream has ended, with its method and body: three
# POSTs and more, until close() is called.
# Cost: each repetition starts, and charges, a generation that nobody has asked for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" react-native-sse@1.2.1
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';

fs.copyFileSync('node_modules/react-native-sse/src/EventSource.js', 'eventsource.mjs');
let answer;
let posts = 0;
globalThis.XMLHttpRequest = class {
  static LOADING = 3;

  static DONE = 4;

  open(method) { assert.strictEqual(method, 'POST'); }

  setRequestHeader() {}

  abort() {}

  send() {
    posts += 1;
    Object.assign(this, { readyState: 4, status: 200, responseText: answer });
    this.onreadystatechange();
  }
};
const { default: EventSource } = await import('./eventsource.mjs');
const count = async (text) => {
  [answer, posts] = [text, 0];
  const source = new EventSource('https://a.example', { method: 'POST', body: '{}', timeoutBeforeConnection: 0, pollingInterval: 0 });
  for (let turn = 0; turn < 100 && posts < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  source.close();
  return posts;
};
const plain = await count('data: done\n\n');
const retried = await count('retry: 10\ndata: done\n\n');
console.log(plain, retried);
assert.strictEqual(plain, 1);
assert.ok(retried >= 3);
JS
node show.mjs
