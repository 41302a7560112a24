"""External documents: what is supported is generated, the rest is reported, and nothing stops the whole."""

from __future__ import annotations

import json
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

import pytest

from scripts import generate
from scripts.codegen.clients.generator import generate_client
from scripts.codegen.external import package
from scripts.codegen.openapi.document import CodegenError
from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.codegen.external.documents import Made

_NUMBERS = count()
BOMB = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{outer}: &{outer} [{', '.join([f'*{inner}'] * 10)}]\n" for inner, outer in pairwise("abcdefgh")
)


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Made]:
    return lambda paths, schemas=None, **changes: make(
        tmp_path, f"external_{next(_NUMBERS)}", document(paths, schemas, **changes)
    )


def test_constant_header_is_sent_and_the_standard_ones_are_ignored(made: Callable[..., Made]) -> None:
    headers = [
        {"name": "X-Version", "in": "header", "required": True, "schema": {"type": "string", "enum": ["2026-01-01"]}},
        {"name": "Content-Type", "in": "header", "required": True, "schema": {"const": "application/json"}},
        {"name": "X-Trace", "in": "header", "schema": {"type": "boolean"}},
    ]
    api = made({"/x": {"get": answering({}, operationId="getX", parameters=headers)}})
    client = api.client(1)
    assert client.get_x(x_trace=True) == 1
    assert (api.requests[0].headers["x-version"], api.requests[0].headers["x-trace"]) == ("2026-01-01", "true")
    assert "Content-Type: ignored, as OpenAPI says" in api.adaptations


def test_header_that_cannot_be_sent_is_refused(made: Callable[..., Made]) -> None:
    trace = {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}
    api = made({"/x": {"get": answering({}, operationId="getX", parameters=[trace])}})
    with pytest.raises(api.package.errors.InvalidArgument, match="x_trace"):
        api.client(1).get_x(x_trace="a\r\nb: c")


def test_lists_are_written_as_the_document_says(made: Callable[..., Made]) -> None:
    def listed(name: str, **style: Any) -> dict[str, Any]:
        return {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string"}}, **style}

    parameters = [listed("a"), listed("b", explode=False), listed("c", style="pipeDelimited"), listed("d", style="odd")]
    header = {"name": "X-Ids", "in": "header", "schema": {"type": "array", "items": {"type": "integer"}}}
    api = made({"/x": {"get": answering({}, operationId="getX", parameters=[*parameters, header])}})
    api.client(1).get_x(a=["1", "2"], b=["1", "2"], c=["1", "2"], x_ids=[1, 2])
    assert api.requests[0].url.params.multi_items() == [("a", "1"), ("a", "2"), ("b", "1,2"), ("c", "1|2")]
    assert api.requests[0].headers["x-ids"] == "1,2"
    assert "d: the style 'odd' is unknown in a query" in api.adaptations


def test_body_says_what_kind_of_json_it_is(made: Callable[..., Made]) -> None:
    thing = {"type": "object", "properties": {"a": {"type": "integer"}}}
    body = {"content": {"application/merge-patch+json": {"schema": thing}}}
    api = made({"/x": {"patch": answering({}, operationId="patchX", requestBody=body)}})
    api.client(1).patch_x(a=1)
    assert api.requests[0].headers["content-type"] == "application/merge-patch+json"


@pytest.mark.parametrize(
    ("kinds", "sent"),
    [
        (["application/*+json", "application/json-patch+json", "application/json", "text/json"], "application/json"),
        (["text/json; charset=utf-8", "application/json; charset=utf-8"], "application/json"),
        (["application/*+json", "application/vnd.thing+json"], "application/vnd.thing+json"),
        (["application/*+json"], "application/json"),
    ],
)
def test_of_several_kinds_of_json_the_plain_one_is_sent_and_never_a_range(
    made: Callable[..., Made], kinds: list[str], sent: str
) -> None:
    thing = {"type": "object", "properties": {"a": {"type": "integer"}}}
    body = {"content": {kind: {"schema": thing} for kind in kinds}}
    api = made({"/x": {"put": answering({}, operationId="putX", requestBody=body)}})
    api.client(1).put_x(a=1)
    assert (api.requests[0].headers["content-type"], api.requests[0].content) == (sent, b'{"a":1}')


@pytest.mark.parametrize("name", ["url", "client", "path", "result", "params", "timeout", "method"])
def test_a_parameter_of_the_path_may_have_the_name_of_anything_that_a_client_uses(
    made: Callable[..., Made], name: str
) -> None:
    placed = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    asked = {"name": name, "in": "query", "schema": {"type": "string"}}
    one, both = f"/pages/{{{name}}}", f"/sites/{{{name}}}/pages"
    paths = {
        one: {"get": answering({}, operationId="getPage", parameters=[placed])},
        both: {"get": answering({}, operationId="listPages", parameters=[placed, asked])},
    }
    api = made(paths)
    assert api.notes.left_out == {}
    api.client(1).get_page("a/b")
    assert api.requests[0].url.raw_path == b"/pages/a%2Fb"
    client = api.client(1)
    client.list_pages("s", **{f"{name}_{3 if name == 'client' else 2}": "q"})
    assert api.requests[0].url.raw_path == f"/sites/s/pages?{name}=q".encode()


def test_two_schemes_of_one_header_are_one_credential(made: Callable[..., Made]) -> None:
    schemes = {"a": {"type": "oauth2", "flows": {}}, "b": {"type": "oauth2", "flows": {}}}
    paths = {"/x": {"get": answering({}, operationId="getX")}}
    api = made(paths, components={"securitySchemes": schemes}, security=[{"a": [], "b": []}])
    api.client(1, access_token="s").get_x()
    assert api.requests[0].headers["authorization"] == "Bearer s"


def test_other_key_in_the_same_place_is_no_reason_to_leave_out(made: Callable[..., Made]) -> None:
    schemes = {"user": {"type": "http", "scheme": "bearer"}, "admin": {"type": "http", "scheme": "Bearer"}}
    paths = {"/x": {"get": answering({}), "post": answering({}, security=[{"admin": []}])}}
    assert not made(paths, components={"securitySchemes": schemes}, security=[{"user": []}]).notes.left_out


def test_file_of_any_type_is_not_asked_for_as_json(made: Callable[..., Made]) -> None:
    json, file = {"schema": {"type": "object"}}, {"schema": {"type": "string", "format": "binary"}}
    found = {"description": "", "content": {"*/*": file, JSON: json}}
    paths = {
        "/x": {"get": {"operationId": "getX", "responses": {"200": found, "202": {**found, "content": {JSON: json}}}}}
    }
    api = made(paths)
    assert api.client(b"PNG", headers={"content-type": "image/png"}).get_x_file() == b"PNG"
    assert api.requests[0].headers["accept"] == "*/*"
    assert api.client({"state": "pending"}, 202).get_x_file() == {"state": "pending"}


def test_body_of_two_kinds_is_sent_as_json(made: Callable[..., Made]) -> None:
    thing = {"type": "object", "required": ["class"], "properties": {"class": {"type": "string"}, "client": {}}}
    body = {"content": {"multipart/form-data": {"schema": thing}, JSON: {"schema": thing}}}
    api = made({"/x": {"post": answering({}, operationId="postX", requestBody=body)}})
    api.client(1).post_x(class_="a", client_2=2)
    assert json.loads(api.requests[0].content) == {"class": "a", "client": 2}
    assert "not as multipart/form-data" in api.adaptations


def test_form_is_sent_as_one(made: Callable[..., Made]) -> None:
    form = {"type": "object", "properties": {"amount": {"type": "integer"}, "card": {"type": "object"}}}
    body = {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
    api = made({"/x": {"post": answering({}, operationId="postX", requestBody=body)}})
    api.client(1).post_x(amount=3, card={"number": "4 2"})
    assert api.requests[0].content == b"amount=3&card=%7B%22number%22%3A%224+2%22%7D"


def test_file_in_a_form_is_sent_with_its_name(made: Callable[..., Made]) -> None:
    file = {"type": "string", "format": "binary"}
    fields = {"file": file, "more": {"type": "array", "items": file}, "model": {}, "words": {"type": "boolean"}}
    form = {"type": "object", "required": ["file", "model"], "properties": fields}
    body = {"required": True, "content": {"multipart/form-data": {"schema": form}}}
    api = made({"/x": {"post": answering({}, operationId="postX", requestBody=body)}})
    client = api.client(1)
    client.post_x(file=("a.mp3", b"ID3"), model="m", words=True)
    sent = api.requests[0].content
    assert api.requests[0].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert all(part in sent for part in (b'name="file"; filename="a.mp3"', b"ID3", b'name="words"\r\n\r\ntrue'))
    client.post_x(file=b"ID3", model="m", more=[b"1", ("b.txt", b"2")])
    assert api.requests[1].content.count(b'name="more"; filename=') == 2
    with pytest.raises(api.package.InvalidArgument, match="file: give the bytes"):
        client.post_x(file="a.mp3", model="m")


@pytest.mark.parametrize(
    ("kind", "given"), [("audio/wav", b"RIFF"), ("text/plain", "Ünï"), ("application/octet-stream", b"\x00")]
)
def test_body_that_is_a_file_or_text_is_sent_as_it_is(made: Callable[..., Made], kind: str, given: bytes | str) -> None:
    body = {"required": True, "content": {kind: {"schema": {"type": "string", "format": "binary"}}}}
    api = made({"/x": {"post": answering({}, operationId="postX", requestBody=body)}})
    api.client(1).post_x(body=given)
    assert api.requests[0].content == (given.encode() if isinstance(given, str) else given)
    assert api.requests[0].headers["content-type"] == kind + ("; charset=utf-8" if kind == "text/plain" else "")
    with pytest.raises(api.package.InvalidArgument, match="give the bytes of a file"):
        api.client(1).post_x(body=1)


def test_body_that_is_no_object_is_one_argument(made: Callable[..., Made]) -> None:
    body = {"required": True, "content": {JSON: {"schema": {"type": "array", "items": {"type": "integer"}}}}}
    api = made({"/x": {"post": answering({}, operationId="postX", requestBody=body)}})
    api.client(1).post_x(body=[1, 2])
    assert json.loads(api.requests[0].content) == [1, 2]
    with pytest.raises(api.package.errors.InvalidArgument):
        api.client(1).post_x(body=["no"])


def test_error_is_raised_where_nothing_is_read(made: Callable[..., Made]) -> None:
    api = made({"/x": {"delete": {"operationId": "dropX", "responses": {"204": {}, "409": {"description": "Busy."}}}}})
    with pytest.raises(api.package.ConflictError, match="in use"):
        api.client({"error": {"message": "in use"}}, 409).drop_x()


def test_names_that_collide_or_are_taken(made: Callable[..., Made]) -> None:
    fields = {
        "properties": {"userId": {}, "user_id": {}, "class": {}, "import": {}, "None": {}, "to_dict": {}, "$": {}}
    }
    paths = {
        "/a": {"get": answering(reference("foo_bar"), operationId="getThing")},
        "/b": {"get": answering(reference("FooBar"), operationId="get_thing")},
        "/c": {"get": answering({}, operationId="close")},
        "/d": {"get": answering({}, operationId="import"), "post": answering({})},
        "/e/{id}": {"get": answering({}, operationId="list", parameters=[{"name": "id", "in": "query", "schema": {}}])},
    }
    schemas = {"foo_bar": fields, "FooBar": fields, "None": fields}
    api = made(paths, schemas)
    client = api.client({"class": 1, "user_id": 2, "to_dict": 3})
    thing = client.get_thing()
    assert (thing.class_, thing.user_id_2, thing.to_dict_2, thing.additional_properties) == (1, 2, 3, {})
    assert thing.to_dict() == {"class": 1, "user_id": 2, "to_dict": 3}
    assert type(client.get_thing_2()) is not type(thing)
    client.do_close()
    client.import_()
    client.post_d()
    client.list_("a", id_2="b")
    assert str(api.requests[-1].url) == "https://api.example/e/a?id=b"


def test_methods_that_stream_take_no_name_of_another(made: Callable[..., Made]) -> None:
    file = {"responses": {"200": {"description": "", "content": {"audio/mpeg": {}}}}}
    paths = {
        "/a": {"get": answering({}, operationId="stream_audio")},
        "/b": {"get": {"operationId": "get_audio", **file}},
        "/c": {"get": {"operationId": "create_audio", **file}},
    }
    client = made(paths).client(b"ID3")
    names = [name for name in dir(client) if "audio" in name]
    assert names == ["create_audio_3", "get_audio_2", "stream_audio", "stream_audio_2", "stream_audio_3"]


def test_schemas_that_contain_themselves(made: Callable[..., Made]) -> None:
    node = {
        "type": "object",
        "properties": {"next": reference("Node"), "all": {"type": "array", "items": reference("Tree")}},
    }
    tree = {"oneOf": [reference("Node"), {"type": "array", "items": reference("Tree")}]}
    schemas = {"Node": node, "Tree": tree, "Loop": reference("Loop"), "Part": {"allOf": [reference("Part"), node]}}
    body = {"content": {JSON: {"schema": reference("Node")}}}
    paths = {
        "/node": {"post": answering(reference("Node"), operationId="postNode", requestBody=body)},
        "/tree": {"get": answering(reference("Tree"), operationId="getTree")},
        "/part": {"get": answering(reference("Part"), operationId="getPart")},
        "/loop": {"get": answering(reference("Loop"), operationId="getLoop")},
    }
    api = made(paths, schemas)
    assert api.client({"next": {"next": {}}}).post_node(next_={"next": {"next": {}}}).next_.next_.to_dict() == {}
    assert api.client({"next": {}}).get_part().next_.to_dict() == {}
    assert api.notes.left_out == {"GET /loop": "refers to #/components/schemas/Loop, which refers to itself"}


def test_variants_are_told_apart_by_their_constant(made: Callable[..., Made]) -> None:
    def variant(kind: str) -> dict[str, Any]:
        return {"type": "object", "properties": {"type": {"enum": [kind]}, kind: {"type": "string"}}}

    schemas = {
        "Text": variant("text"),
        "Image": variant("image"),
        "Either": {"oneOf": [reference("Text"), reference("Image")]},
    }
    api = made({"/x": {"get": answering(reference("Either"), operationId="getX")}}, schemas)
    assert type(api.client({"type": "image", "image": "u"}).get_x()).__name__ == "Image"
    assert type(api.client({"type": "text"}).get_x()).__name__ == "Text"
    assert api.client({"type": "video", "at": 1}).get_x().to_dict() == {"type": "video", "at": 1}


def test_variants_that_nothing_tells_apart_are_read_as_one(made: Callable[..., Made]) -> None:
    done = {
        "type": "object",
        "required": ["status"],
        "properties": {"status": {"type": "string"}, "url": {"type": "string"}},
    }
    failed = {
        "type": "object",
        "required": ["status"],
        "properties": {"status": {"type": "string"}, "why": {"type": "string"}},
    }
    api = made({"/x": {"get": answering({"anyOf": [done, failed]}, operationId="getX")}})
    assert api.client({"status": "failed", "why": "no"}).get_x().why == "no"


@pytest.mark.parametrize(
    ("schemes", "security", "keys", "header"),
    [
        ({"k": {"type": "apiKey", "in": "header", "name": "X-Key"}}, [{"k": []}], {"api_key": "s"}, ("x-key", "s")),
        ({"k": {"type": "apiKey", "in": "cookie", "name": "sid"}}, [{"k": []}], {"k": "s"}, ("cookie", "sid=s")),
        ({"k": {"type": "oauth2", "flows": {}}}, [{"k": ["a"]}], {"access_token": "s"}, ("authorization", "Bearer s")),
        ({"k": {"type": "openIdConnect"}}, [{"k": []}], {"access_token": "s"}, ("authorization", "Bearer s")),
        (
            {"k": {"type": "http", "scheme": "Basic"}},
            [{"k": []}],
            {"basic_credentials": "s"},
            ("authorization", "Basic s"),
        ),
        ({"k": {"type": "http", "scheme": "bearer"}}, [{}, {"k": []}], {"api_key": "s"}, ("authorization", "Bearer s")),
        ({"k": {"type": "http", "scheme": "token"}}, [{"k": []}], {"api_key": "s"}, ("authorization", "Token s")),
        ({"k": {"type": "apiKey", "in": "query", "name": "key"}}, [{"k": []}], {"api_key": "s"}, None),
        ({}, [], {}, None),
    ],
)
def test_security_of_every_kind(
    made: Callable[..., Made],
    schemes: dict[str, Any],
    security: list[Any],
    keys: dict[str, str],
    header: tuple[str, str] | None,
) -> None:
    paths = {"/x": {"get": answering({}, operationId="getX")}}
    api = made(paths, components={"securitySchemes": schemes}, security=security)
    api.client(1, **keys).get_x()
    assert header is None or api.requests[0].headers[header[0]] == header[1]
    assert header is not None or str(api.requests[0].url) == f"https://api.example/x{'?key=s' if schemes else ''}"


@pytest.mark.parametrize(
    ("servers", "base_url"),
    [
        (
            [{"url": "https://{r}.example/v{v}", "variables": {"r": {"default": "eu"}, "v": {"default": 2}}}],
            "https://eu.example/v2",
        ),
        ([{"url": "/v1"}], "https://server.invalid/v1"),
        ([], "https://server.invalid"),
        ([{"url": "http://api.example/"}], "https://api.example"),
        ([{"url": "http://localhost:8000"}, {"url": "https://api.example/v2"}], "https://api.example/v2"),
        ([{"url": "http://localhost:8000/"}], "http://localhost:8000"),
        ([{"url": "http://127.0.0.1:8000/v1"}], "http://127.0.0.1:8000/v1"),
        ([{"url": "https://api.example/~me"}], "https://api.example/~me"),
        ([{"url": "http://localhost.example"}], "https://localhost.example"),
        ([{"url": "javascript:alert(1)"}], "https://server.invalid"),
    ],
)
def test_server_of_any_kind(made: Callable[..., Made], servers: list[Any], base_url: str) -> None:
    api = made({"/x": {"get": answering({}, operationId="getX")}}, servers=servers)
    assert api.client(1).base_url == base_url


def test_what_cannot_be_expressed_is_left_out_with_its_reason(made: Callable[..., Made]) -> None:
    odd = {"name": "odd", "in": "query", "required": True, "style": "odd", "schema": {"type": "object"}}
    cookie = {"name": "c d", "in": "cookie", "required": True, "schema": {}}
    paths = {
        "/good": {"get": answering({}, operationId="getGood")},
        "/odd": {"get": answering({}, parameters=[odd])},
        "/cookie": {"get": answering({}, parameters=[cookie])},
        "/outside": {"get": answering({"$ref": "https://evil.example/x.json"})},
        "/file": {"$ref": "./paths/file.yaml"},
        "/elsewhere": {"get": answering({}, servers=[{"url": "ftp://other.example"}])},
        "/../up": {"get": answering({})},
    }
    api = made(paths)
    assert api.notes.kept == ["GET /good"]
    why = api.notes.left_out
    assert "the style 'odd' is unknown" in why["GET /odd"]
    assert "'c d' cannot name a cookie" in why["GET /cookie"]
    assert "https://evil.example/x.json, which is neither in the document nor a file" in why["GET /outside"]
    assert "./paths/file.yaml" in why["* /file"]
    assert "whose URL is not usable: ftp://other.example" in why["GET /elsewhere"]
    assert "is not a valid path" in why["GET /../up"]
    report = (api.folder / "REPORT.md").read_text()
    assert all(operation in report for operation in why)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("swagger: '1.2'\npaths: {}", "only OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0"),
        ("swagger: '2.0'\npaths: {}", "no paths"),
        ("openapi: 2.9.0", "only OpenAPI 3.0, 3.1 and 3.2"),
        ("openapi: 3.1.0\nwebhooks: {a: {}}", "only webhooks"),
        ("openapi: 3.0.0\npaths: {}", "no paths"),
        ("openapi: 3.0.0\npaths: {/x: {get: {parameters: [{in: fragment}]}}}", "no operation is supported"),
        ("- a", "not a mapping at the top but list"),
        ("", "not a mapping at the top but nothing"),
        ("a: [", "not YAML"),
        ("{'a': 1, b", "not YAML"),
        ("a: &a [*a]", "alias 'a'"),
        ("[" * 100_000, "nested more than"),
        (BOMB, "has more than"),
    ],
)
def test_document_that_is_none_is_refused_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, problem: str
) -> None:
    (tmp_path / "spec.yaml").write_text(text)
    (tmp_path / "out" / "old").mkdir(parents=True)
    arguments = ["--spec", str(tmp_path / "spec.yaml"), "--name", "old", "--out", str(tmp_path / "out")]
    assert generate.main(arguments) == 2
    assert problem in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["old"]


@pytest.mark.parametrize("name", ["class", "json", "httpx", "httpx2", "a-b", "1a", "../a", ""])
def test_name_that_cannot_be_one_of_a_package_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises((CodegenError, SystemExit)):
        make(tmp_path, name, document({"/x": {"get": answering({})}}))


def test_operation_that_the_generator_chokes_on_is_found_and_left_out(
    made: Callable[..., Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    def choking(provider: Any, spec: dict[str, Any], folder: Path) -> None:
        if "/3" in spec["paths"]:
            raise KeyError("three")
        generate_client(provider, spec, folder)

    monkeypatch.setattr(package, "generate_client", choking)
    schemes = {str(number): {"type": "apiKey", "in": "cookie", "name": f"n{number}"} for number in range(5)}
    gets = {name: answering({}, operationId=f"get_{name}", security=[{name: []}]) for name in schemes}
    api = made({f"/{name}": {"get": get} for name, get in gets.items()}, components={"securitySchemes": schemes})
    assert api.notes.left_out == {"GET /3": "KeyError: 'three'"}
    assert api.client(1, key_4="k").get_4() == 1
    assert api.requests[0].headers["cookie"] == "n4=k"


def test_package_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    what = document({"/x": {"get": answering({})}})
    (tmp_path / "out" / "precious").mkdir(parents=True)
    (tmp_path / "out" / "precious" / "thesis.txt").write_text("mine")
    with pytest.raises(CodegenError, match="is not a generated package"):
        make(tmp_path, "precious", what)
    first = make(tmp_path, "replaced", what)
    (first.folder / "left.txt").touch()
    make(tmp_path, "replaced", what)
    assert not (first.folder / "left.txt").exists()
    assert (tmp_path / "out" / "precious" / "thesis.txt").read_text() == "mine"


def test_yaml_is_read_as_json_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text("openapi: 3.1.0\npaths: {/x: {get: {operationId: no, responses: {200: {description: yes}}}}}")
    assert generate.main(["--spec", str(spec), "--name", "yamlish", "--out", str(tmp_path / "out")]) == 0
    assert "1 of 1 operations generated" in capsys.readouterr().out
    assert "def no(" in (tmp_path / "out/yamlish/src/yamlish/client.py").read_text()


JOB = {"type": "object", "properties": {"id": {"type": "string"}, "status": {"type": "string"}}}


def test_job_by_its_id_is_compared_with_what_was_asked_for(made: Callable[..., Made]) -> None:
    job_id = {"name": "job_id", "in": "path", "required": True, "schema": {"type": "string"}}
    paths = {f"/v1/{what}/{{job_id}}": {"get": answering(JOB, parameters=[job_id])} for what in ("jobs", "users")}
    api = made(paths)
    client = api.client({"id": "a", "status": "done"})
    assert client.get_v1_jobs_job_id("a").id == "a"
    with pytest.raises(api.package.WrongJobError):
        client.get_v1_jobs_job_id("b")
    assert client.get_v1_users_job_id("me").id == "a"  # an id may also be an alias


def test_only_audio_images_and_video_are_told_from_text(made: Callable[..., Made]) -> None:
    file = {"schema": {"type": "string", "format": "binary"}}
    paths = {
        f"/{name}": {"get": {"operationId": f"get_{name}", "responses": {"200": {"description": "", "content": kinds}}}}
        for name, kinds in (("song", {"audio/mpeg": file}), ("rows", {"application/octet-stream": file}))
    }
    api = made(paths)
    client = api.client(b'{"error": 1}')
    assert client.get_rows() == b'{"error": 1}'
    with pytest.raises(api.package.UndecodableResponse, match="XML or JSON"):
        client.get_song()
