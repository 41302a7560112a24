#!/bin/bash
# openapi-spec-validator 0.9.0: a document whose operations ask for an undeclared security scheme is valid.
# Expected by OpenAPI 3.1.1 section 4.8.30 (Security Requirement Object): each name must correspond to a security
# scheme that is declared under the components. (From 3.2 on it may be a URI instead.)
# Seen: no error, for 3.0.3 and 3.1.0, though the validator does check other links of that kind: it reports repeated
# operationIds and path parameters that are not declared.
# Cost: generators drop the credential or the operation: requests go out without a key, and a green validation says
# all is well.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-spec-validator==0.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapi_spec_validator import validate

def verdict(version, path="/jobs", security="apiKey"):
    operation = {"operationId": "list", "security": [{security: []}], "responses": {"200": {"description": "jobs"}}}
    schemes = {"bearer": {"type": "http", "scheme": "bearer"}}
    try:
        validate({"openapi": version, "info": {"title": "t", "version": "1"}, "paths": {path: {"get": operation}},
                  "components": {"securitySchemes": schemes}})
    except Exception as error:
        return type(error).__name__
    return "valid"

seen = {version: (verdict(version), verdict(version, path="/jobs/{id}", security="bearer")) for version in ("3.0.3", "3.1.0")}
print("undeclared scheme, undeclared path parameter:", seen)
assert set(seen.values()) == {("valid", "UnresolvableParameterError")}
PY
