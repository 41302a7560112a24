#!/bin/bash
# postman-to-openapi 3.0.1 and @readme/postman-to-openapi 4.1.0 (npm): an API key becomes an HTTP scheme called "apikey".
# Expected: a Postman collection (format 2.1.0) with auth of type apikey names the header that holds the key; OpenAPI
# 3.0.3 section 4.7.27 has a type for just that: apiKey, with name and in.
# Seen: type http with scheme apikey, which is not registered; the header's name is nowhere in the document. A request
# with "noauth" gets a security scheme, too: http, scheme noauth. No warning.
# Cost: a generated client sends no key or the wrong header, and asks for a key where none is needed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" postman-to-openapi@3.0.1 @readme/postman-to-openapi@4.1.0
cd "$dir"
cat > collection.json <<'JSON'
{"info": {"name": "t", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
 "auth": {"type": "apikey", "apikey": [
  {"key": "key", "value": "X-API-Key"}, {"key": "value", "value": "{{key}}"}, {"key": "in", "value": "header"}]},
 "item": [
  {"name": "list", "request": {"method": "GET", "url": {
    "raw": "https://jobs.example/jobs", "protocol": "https", "host": ["jobs", "example"], "path": ["jobs"]}}},
  {"name": "health", "request": {"method": "GET", "auth": {"type": "noauth"}, "url": {
    "raw": "https://jobs.example/health", "protocol": "https", "host": ["jobs", "example"], "path": ["health"]}}}]}
JSON
for package in postman-to-openapi @readme/postman-to-openapi; do
  node -e "
    const convert = require('$package').default || require('$package');
    convert('collection.json', 'out.yaml').then(() => {}, (error) => { console.error(error); process.exit(1); });"
  echo "== $package"
  sed -n '/^components:/,/^paths:/p' out.yaml
  grep -q 'scheme: apikey' out.yaml
  grep -q 'scheme: noauth' out.yaml
  if grep -qi 'x-api-key\|type: apiKey' out.yaml; then exit 1; fi
done
