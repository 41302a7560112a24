#!/bin/bash
# @redocly/cli 2.77.0 (npm): a response without description is an error in an OpenAPI 3.2 document.
# Expected: since OpenAPI 3.2.0 the Response Object has summary, and description is no longer required (section "Response
# Object", and the schema of 2025-09-17, where nothing is); the tool's documentation says that it supports 3.2.
# Seen: the rule struct reports "The field `description` must be present on this level.", exit status 1, for a response that has
# summary; with description added the same document passes.
# Cost: valid documents of providers are refused in CI, and need a text that nobody reads.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @redocly/cli@2.77.0
cd "$dir"
cat > lint.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { spawnSync } from 'node:child_process';

fs.writeFileSync('redocly.yaml', 'extends:\n  - spec\ntelemetry: off\n');
const problems = (response) => {
  fs.writeFileSync('jobs.json', JSON.stringify({
    openapi: '3.2.0', info: { title: 'Jobs', version: '1' }, paths: { '/jobs': { get: { responses: { 200: response } } } },
  }));
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout } = spawnSync('npx', ['redocly', 'lint', 'jobs.json', '--format', 'json'], { env, encoding: 'utf8' });
  return JSON.parse(stdout.slice(stdout.indexOf('{'))).problems.map(({ ruleId, message }) => `${ruleId}: ${message}`);
};
const without = problems({ summary: 'The jobs' });
const full = problems({ summary: 'The jobs', description: 'The jobs' });
console.log({ without, full });
assert.deepStrictEqual(full, []);
assert.deepStrictEqual(without, ['struct: The field `description` must be present on this level.']);
JS
node lint.mjs
