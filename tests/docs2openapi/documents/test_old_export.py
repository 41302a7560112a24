"""The older export of Mintlify: YAML of its own kind in a fence."""

from __future__ import annotations

from tests.docs2openapi.pages import read_text

EXPORT = """# Get a kiln

````yaml kilns.json get /v1/kilns/{id}
paths:
  path: /v1/kilns/{id}
  method: get
  servers:
    - url: https://api.kilns.example
  request:
    security:
      - title: Key
        parameters: {query: {}, header: {X-Kiln: {type: apiKey}}, cookie: {}}
    parameters:
      path: {id: {schema: [{type: string, required: true}]}}
  response:
    '200':
      application/json:
        schemaArray: [{type: object, properties: {heat: {allOf: [{type: any}]}}}]
    '500':
      _mintlify/placeholder:
        schemaArray: [{type: any, description: The kiln is cold}]
        description: The kiln is cold
````
"""


def test_a_type_that_can_be_anything_is_left_out(tmp_path):
    responses = read_text(tmp_path, EXPORT).document["paths"]["/v1/kilns/{id}"]["get"]["responses"]
    assert responses["200"]["content"]["application/json"]["schema"]["properties"] == {"heat": {}}
    assert responses["500"]["content"]["_mintlify/placeholder"] == {"schema": {"description": "The kiln is cold"}}
