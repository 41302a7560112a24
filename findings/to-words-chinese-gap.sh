#!/bin/bash
# to-words 5.7.0 (npm): in Chinese 107 is "百 七", which a listener takes for 170.
# Expected by the rules of the language: a gap between digits is spoken as 零, and the one of a hundred is said: 一百零七 (107), 一千零一 (1,001).
# Without 零 the last digit counts tens of the unit before it.
# Seen: zh-CN and zh-TW have no 零 and leave the one out, and 121,000 is "十万 二 万 千", in which 万 comes twice.
# Cost: numbers with a zero inside, as prices and rooms have them, are heard as larger ones.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" to-words@5.7.0
cd "$dir"
cat > gap.mjs <<'JS'
import assert from 'node:assert';
import { ToWords } from 'to-words';

for (const localeCode of ['zh-CN', 'zh-TW']) {
  const words = new ToWords({ localeCode });
  const seen = [107, 1001, 121_000].map((number) => words.convert(number));
  console.log(localeCode, seen);
  assert.deepStrictEqual(seen.slice(0, 2), ['百 七', '千 一']);
  assert.ok(!seen.join('').includes('零') && !seen[2].includes('十二'));
}
JS
node gap.mjs
