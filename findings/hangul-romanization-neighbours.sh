#!/bin/bash
# hangul-romanization 1.0.1 (npm): Korean consonants are written as if they stood alone: Silla is "sinra".
# Expected by the Revised Romanization of Korean, which its README names, 3.1.1: changes between neighbouring consonants are written. Its
# own examples are Silla, Wangsimni and Jongno.
# Seen: they become "sinra", "wangsipri" and "jongro"; names without such changes, as Seoul, are right.
# Cost: a voice that reads the romanized text says names that nobody knows, and searches for places find nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" hangul-romanization@1.0.1
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { convert } from 'hangul-romanization';

const seen = ['서울', '신라', '왕십리', '종로'].map(convert);
console.log(seen);
assert.deepStrictEqual(seen, ['seoul', 'sinra', 'wangsipri', 'jongro']);
JS
node check.mjs
