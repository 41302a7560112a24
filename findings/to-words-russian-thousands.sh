#!/bin/bash
# to-words 5.7.0 (npm): Russian thousands have the wrong gender and the wrong case.
# Expected by the grammar: тысяча is feminine and is declined by its number: две тысячи (2,000), десять тысяч (10,000), двадцать одна
# тысяча (21,000).
# Seen: "Два Тысячи", "Десять Тысяча", "Двадцать Один Тысяч"; in Polish 10,000 is "Dziesięć Tysiąc".
# Cost: sums from 2,000 on sound wrong in each sentence, which a developer without the language does not notice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" to-words@5.7.0
cd "$dir"
cat > thousands.mjs <<'JS'
import assert from 'node:assert';
import { ToWords } from 'to-words';

const words = new ToWords({ localeCode: 'ru-RU' });
const seen = [2000, 10_000, 21_000].map((number) => words.convert(number));
const polish = new ToWords({ localeCode: 'pl-PL' }).convert(10_000);
console.log(seen, polish);
assert.deepStrictEqual(seen, ['Два Тысячи', 'Десять Тысяча', 'Двадцать Один Тысяч']);
assert.strictEqual(polish, 'Dziesięć Tysiąc');
JS
node thousands.mjs
