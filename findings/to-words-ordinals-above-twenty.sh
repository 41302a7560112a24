#!/bin/bash
# to-words 5.7.0 (npm): toOrdinal(21) is the cardinal number in French, Spanish, Italian and Dutch.
# Expected by its README: toOrdinal() gives "Twenty First" and the like: vingt et unième, vigésimo primero, ventunesimo, eenentwintigste.
# Seen: 21 comes back as "Vingt Et Un", "Veintiuno", "Ventuno" and "Eenentwintig", word for word what convert() says. 1 and 101 are
# ordinals.
# Cost: "the 21st century" is read as "the 21 century"; tests with small numbers do not see it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" to-words@5.7.0
cd "$dir"
cat > twenty.mjs <<'JS'
import assert from 'node:assert';
import { ToWords } from 'to-words';

for (const localeCode of ['fr-FR', 'es-ES', 'it-IT', 'nl-NL']) {
  const words = new ToWords({ localeCode });
  const seen = [1, 21, 101].map((number) => words.toOrdinal(number));
  console.log(localeCode, seen);
  assert.strictEqual(seen[1], words.convert(21));
  assert.notStrictEqual(seen[0], words.convert(1));
  assert.notStrictEqual(seen[2], words.convert(101));
}
assert.strictEqual(new ToWords({ localeCode: 'en-US' }).toOrdinal(21), 'Twenty First');
JS
node twenty.mjs
