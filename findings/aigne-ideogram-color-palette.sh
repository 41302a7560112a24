#!/bin/bash
# @aigne/ideogram 0.4.16 (npm): a colour palette is sent as "[object Object]".
# Expected by its README: colorPalette is an object; Ideogram's reference has it as JSON in the form, with a name or a list of members.
# Seen: the field color_palette of the form is the text "[object Object]". A list of style codes is one field with commas, and a seed of 0, the
# least that the README allows, is not sent.
# Cost: the request is refused, or the image has other colours than those of the brand.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @aigne/ideogram@0.4.16
cd "$dir"
cat > palette.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const { IdeogramImageModel } = require('@aigne/ideogram');

const forms = [];
const server = http.createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  const form = await new Response(body, { headers: { 'content-type': request.headers['content-type'] } }).formData();
  forms.push(Object.fromEntries(form));
  response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{"data":[]}');
});
server.listen(0, '127.0.0.1', async () => {
  const model = new IdeogramImageModel({ apiKey: 'key', baseURL: `http://127.0.0.1:${server.address().port}` });
  const palette = { members: [{ color_hex: '#ff0000' }] };
  const input = { prompt: 'A cat', seed: 0, colorPalette: palette, styleCodes: ['AAAAAAAA', 'BBBBBBBB'] };
  await model.invoke(input).catch(() => {});
  server.close();
  console.log(forms);
  assert.deepStrictEqual(forms, [{ prompt: 'A cat', color_palette: '[object Object]', style_codes: 'AAAAAAAA,BBBBBBBB' }]);
});
JS
node palette.cjs
