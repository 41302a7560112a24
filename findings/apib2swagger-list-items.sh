#!/bin/bash
# apib2swagger 1.17.1 (npm): lists of an API Blueprint lose the type of their items.
# Expected by the MSON specification (Type Definition): array[string] is a list of strings, and array[File] one of the
# named type File.
# Seen: both come out as "items: {}", any value; the schema File is written, but nothing refers to it. The types of plain
# fields are there. Exit code 0, no warning.
# Cost: the files of a job's result, the part that matters, are untyped in every client made of the document.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" apib2swagger@1.17.1
cd "$dir"
cat > api.apib <<'APIB'
FORMAT: 1A

# Jobs

## Job [/jobs/{id}]

+ Parameters
    + id (string, required)

### Read [GET]

+ Response 200 (application/json)
    + Attributes (Job)

## Data Structures

### Job (object)
+ id (string, required)
+ tags (array[string])
+ files (array[File])

### File (object)
+ url (string, required)
APIB
node_modules/.bin/apib2swagger --open-api-3 -i api.apib -o out.json
cat > check.js <<'JS'
const { schemas } = JSON.parse(require('fs').readFileSync('out.json', 'utf8')).components;
const { id, tags, files } = schemas.Job.properties;
console.log(Object.keys(schemas), JSON.stringify({ id, tags, files }));
const lost = (list) => list.type === 'array' && JSON.stringify(list.items) === '{}';
process.exit(id.type === 'string' && lost(tags) && lost(files) && 'File' in schemas ? 0 : 1);
JS
node check.js
