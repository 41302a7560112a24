#!/bin/bash
# openapi-trimmer 0.1.4: a document with servers, security or any other field beside its short list cannot be trimmed.
# Expected by OpenAPI 3.0.3 section 4.7.1 (OpenAPI Object): servers, security, externalDocs and extensions stand at the top of
# a document, and its README's purpose: a smaller document of the paths that one needs.
# Seen: the fields are put in order by their place in a list of five (openapi, info, tags, paths, components). For any other:
# ValueError, "'servers' is not in list", after "Output to: ..." was printed; no file is written. Without servers it works.
# Cost: there are few providers' documents without servers or security; they have to be taken out by hand, and the client that
# is made of the rest knows neither the host nor how to sign in.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-trimmer==0.1.4 pyyaml==6.0.3
cd "$dir"
cat > plain.yaml <<'YAML'
openapi: 3.0.3
info: {title: t, version: "1"}
paths:
  /jobs: {get: {responses: {"200": {description: jobs}}}}
  /voices: {get: {responses: {"200": {description: voices}}}}
YAML
{ cat plain.yaml; echo 'servers: [{url: "https://api.example"}]'; } > servers.yaml
for name in plain servers; do
  venv/bin/openapi-trimmer -i $name.yaml -p /jobs -o $name-out.yaml > told 2>&1 || true
  tail -n 1 told
done
grep -q '^  /jobs:' plain-out.yaml
if grep -q '^  /voices:' plain-out.yaml; then exit 1; fi
grep -q "^ValueError: 'servers' is not in list" told
test ! -e servers-out.yaml
