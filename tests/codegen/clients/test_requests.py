"""What a spec says of requests is what a user may send, and nothing else leaves."""

from __future__ import annotations

import json
import math
from importlib import import_module
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.pages.provider import Credential
from tests.codegen.clients.conftest import ID, operation, spec

if TYPE_CHECKING:
    from collections.abc import Callable

TUNING = {
    "type": "object",
    "description": "How it is tuned.",
    "required": ["pitch"],
    "properties": {
        "pitch": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 10},
        "loud": {"type": "boolean"},
    },
}
BODY = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": {"type": "string", "minLength": 1, "maxLength": 10, "description": "What to say."},
        "outputFormat": {"type": "string", "enum": ["mp3", "wav"], "default": "mp3"},
        "seconds": {"type": "integer", "minimum": 5, "maximum": 210},
        "seed": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "rate": {"type": ["number", "null"], "minimum": 0.5},
        "code": {"type": "string", "pattern": "^[a-z]{2}$"},
        "ids": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
        "tuning": {"$ref": "#/components/schemas/Tuning"},
        "free": {"type": "object"},
        "whatever": {},
    },
}
QUERY = [
    {"name": "wait", "in": "query", "required": True, "schema": {"const": "no"}},
    {"name": "max-size", "in": "query", "schema": {"type": "integer", "maximum": 9}},
    {"name": "loud", "in": "query", "schema": {"type": ["boolean", "null"]}},
]


def posting(body: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A spec with one operation that posts to /things/{id}, and one that takes any body at /open."""
    request = {"required": True, "content": {"application/json": {"schema": body}}}
    one = operation("create_thing", {"type": "object"}, parameters=[ID, *QUERY], requestBody=request)
    opened = {"content": {"application/json": {"schema": {**body, "additionalProperties": True}}}}
    other = operation("create_open", {"type": "object"}, requestBody=opened)
    document = spec({}, {"Tuning": TUNING}, **changes)
    document["paths"] = {"/things/{id}": {"post": one}, "/open": {"post": other}}
    return document


@pytest.fixture(scope="session")
def sending(make_client: Callable[..., Any]) -> Any:
    return make_client("sending", posting(BODY))


@pytest.fixture
def asked(sending: Any) -> Callable[..., dict[str, Any]]:
    """The request that `create_thing` makes."""
    module = import_module("sending_jobs_client.api.things.create_thing")
    return lambda **fields: module.get_kwargs("i", **{"text": "hello", **fields})


def test_request_is_what_was_given_and_no_more(sending: Any) -> None:
    seen: list[httpx.Request] = []
    handler = httpx.MockTransport(lambda request: seen.append(request) or httpx.Response(200, json={}))
    with sending.SendingClient(api_key="k", http_client=httpx.Client(transport=handler)) as client:
        client.create_thing("a/b", text="hi", output_format="wav", seed=None, max_size=3, loud=False)
    (request,) = seen
    assert (request.method, str(request.url)) == (
        "POST",
        "https://api.example/things/a%2Fb?wait=no&max-size=3&loud=false",
    )
    assert json.loads(request.content) == {"text": "hi", "outputFormat": "wav", "seed": None}
    assert (request.headers["x-key"], request.headers["content-type"]) == ("k", "application/json")


def test_null_in_a_query_is_left_out(asked: Callable[..., dict[str, Any]]) -> None:
    assert asked(loud=None)["params"] == {"wait": "no"}


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x" * 10, "seconds": 5, "rate": 0.5, "code": "de", "ids": ["a", "b"]},
        {"seconds": 210, "rate": 7, "ids": ("a",), "tuning": {"pitch": 9.9, "loud": True}},
        {"seed": 1, "rate": None, "free": {"a": [1, None, {"b": 2.5}]}, "whatever": [True, "x"]},
        {"text": "\U0001f3b5" * 10},
    ],
)
def test_what_is_allowed_is_sent_as_it_is(asked: Callable[..., dict[str, Any]], fields: dict[str, Any]) -> None:
    assert json.loads(json.dumps(asked(**fields)["json"])) == json.loads(json.dumps({"text": "hello", **fields}))


LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"text": ""}, r"text is '': give at least 1 character\(s\)"),
        ({"text": "x" * 100}, r"text is 'x{49}… \(100 characters\): give at most 10 characters"),
        ({"text": None}, "text is None: give a string"),
        ({"text": 5}, "text is 5: give a string"),
        ({"text": "\ud800"}, "text contains a character that cannot be sent"),
        ({"output_format": "ogg"}, r"output_format is 'ogg': give one of 'mp3', 'wav'"),
        ({"seconds": 4}, "seconds is 4: give at least 5"),
        ({"seconds": 211}, "seconds is 211: give at most 210"),
        ({"seconds": 6.5}, "seconds is 6.5: give a whole number"),
        ({"seconds": True}, "seconds is True: give a whole number"),
        ({"seconds": "60"}, "seconds is '60': give a whole number"),
        ({"seed": "1"}, "seed is '1': give a whole number"),
        ({"rate": 0.4}, "rate is 0.4: give at least 0.5"),
        ({"rate": math.nan}, "rate is nan, which cannot be sent"),
        ({"rate": math.inf}, "rate is inf, which cannot be sent"),
        ({"rate": "fast"}, "rate is 'fast': give a number or None"),
        ({"code": "de\n"}, r"code is 'de\\n': give a text that matches \^\[a-z\]\{2\}\$"),
        ({"code": "deu"}, "code is 'deu'"),
        ({"ids": []}, r"ids is \[\]: give at least 1 item\(s\)"),
        ({"ids": ["a", "b", "c"]}, "give at most 2 items"),
        ({"ids": ["a", 1]}, r"ids\[1\] is 1: give a string"),
        ({"ids": "ab"}, "ids is 'ab': give a list"),
        ({"tuning": {"pitch": 0}}, r"tuning\.pitch is 0: give more than 0"),
        ({"tuning": {"pitch": 10}}, r"tuning\.pitch is 10: give less than 10"),
        ({"tuning": {}}, "tuning lacks pitch"),
        ({"tuning": {"pitch": 1, "loudness": 1}}, r"tuning has no 'loudness': did you mean 'loud'\?"),
        ({"tuning": {"pitch": 1, "echo": 1}}, "tuning has no 'echo': there are pitch, loud"),
        ({"output_format": "MP3"}, r"output_format is 'MP3': did you mean 'mp3'\?"),
        ({"free": {1: 2}}, "free has a key that is not a string"),
        ({"whatever": {"a": [b"x"]}}, r"whatever\.a\[0\] is of type bytes, which cannot be sent as JSON"),
        ({"whatever": LOOP}, "whatever is nested too deeply, or contains itself"),
        ({"max_size": 10}, "max_size is 10: give at most 9"),
    ],
)
def test_what_is_not_allowed_is_refused(
    sending: Any, asked: Callable[..., dict[str, Any]], fields: dict[str, Any], found: str
) -> None:
    with pytest.raises(sending.InvalidArgument, match=found):
        asked(**fields)


def test_unknown_and_missing_arguments_are_errors_of_python(asked: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(TypeError, match="colour"):
        asked(colour="red")


def test_extra_goes_into_a_body_that_is_open_and_nowhere_else(sending: Any, asked: Callable[..., Any]) -> None:
    opened = import_module("sending_jobs_client.api.things.create_open")
    assert opened.get_kwargs(text="x", extra={"image": ["u"]})["json"] == {"text": "x", "image": ["u"]}
    assert opened.get_kwargs(text="x")["json"] == {"text": "x"}
    with pytest.raises(sending.InvalidArgument, match="extra contains 'outputFormat': use the argument output_format"):
        opened.get_kwargs(text="x", extra={"outputFormat": "wav"})
    with pytest.raises(sending.InvalidArgument, match=r"extra\.when is of type object"):
        opened.get_kwargs(text="x", extra={"when": object()})
    with pytest.raises(TypeError, match="extra"):
        asked(extra={})


def test_objects_have_types_of_their_own(sending: Any) -> None:
    tuning = sending.requests.Tuning
    assert tuning.__doc__ == "How it is tuned."
    assert set(tuning.__annotations__) == {"pitch", "loud"}
    assert "requests" in sending.__all__


def test_docstring_tells_limits_and_defaults(sending: Any) -> None:
    found = " ".join(sending.SendingClient.create_thing.__doc__.split())
    assert "text: What to say. At most 10 characters" in found
    assert "output_format: One of `mp3`, `wav`; default: `mp3`." in found
    assert "seconds: At least 5; at most 210." in found


def test_each_operation_is_known_by_its_own_security(make_client: Callable[..., Any]) -> None:
    document = spec({"/new": operation("get_new", {}), "/old": operation("get_old", {}, security=[{"bare": []}])})
    document["components"]["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer"},
        "bare": {"type": "apiKey", "in": "header", "name": "authorization"},
    }
    both = (Credential("key", "api_key", "TWO_API_KEY"), Credential("bare", "api_key", "TWO_API_KEY"))
    two = make_client("two", document, credentials=both)
    seen: list[str] = []
    handler = httpx.MockTransport(
        lambda request: seen.append(request.headers["authorization"]) or httpx.Response(200, json=1)
    )
    with two.TwoClient.from_env({"TWO_API_KEY": "k"}, http_client=httpx.Client(transport=handler)) as client:
        client.get_new()
        client.get_old()
    assert seen == ["Bearer k", "k"]
    old = import_module("two_jobs_client.api.things.get_old")
    assert old.auth_headers(api_key="k") == {"authorization": "k"}
    assert two.auth_headers(api_key="k") == {"Authorization": "Bearer k"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"type": "object", "properties": {"a": {"not": {}}}}, "'not': clients cannot check that"),
        ({"type": "object", "properties": {"a": {}}, "minProperties": 1}, "minProperties: clients cannot check that"),
        (
            {"type": "object", "properties": {"a": {"allOf": [{"type": "string"}, {"type": "array"}]}}},
            "'allOf': clients",
        ),
        ({"allOf": [{"$ref": "#/components/schemas/Round"}, {"type": "object"}]}, "'allOf': clients"),
        ({"type": "object", "properties": {"a": {"type": "string", "pattern": "("}}}, r"pattern '\('"),
        ({"type": "object", "properties": {"client": {}}}, "'client': cannot name an argument"),
        ({"type": "object", "properties": {"extra": {}}}, "'extra': cannot name an argument"),
        ({"type": "object", "properties": {"oneTwo": {}, "one_two": {}}}, "'one_two': names two arguments"),
    ],
)
def test_request_that_clients_cannot_express_is_refused(
    make_client: Callable[..., Any], body: dict[str, Any], problem: str
) -> None:
    document = posting(body)
    document["components"]["schemas"] |= {
        "Round": {"allOf": [{"$ref": "#/components/schemas/Round"}, {"properties": {"a": {}}}]},
    }
    with pytest.raises(CodegenError, match=problem) as caught:
        make_client("refused", document)
    assert "/paths/~1things~1{id}/post: " in str(caught.value)


def test_other_media_types_are_refused(make_client: Callable[..., Any]) -> None:
    document = posting(BODY)
    document["paths"]["/open"]["post"]["requestBody"] = {"content": {"image/png": {}}}
    with pytest.raises(CodegenError, match="is image/png, but clients support JSON or a form"):
        make_client("refused", document)


PICTURE = {"type": "string", "format": "binary", "description": "What to paint over."}
FORM = {
    "type": "object",
    "required": ["picture"],
    "properties": {
        "picture": PICTURE,
        "masks": {"type": "array", "items": {"$ref": "#/components/schemas/Mask"}},
        "prompt": {"type": "string", "maxLength": 9},
    },
}


def test_files_of_a_form_are_uploaded(make_client: Callable[..., Any]) -> None:
    document = posting(BODY)
    document["components"]["schemas"]["Mask"] = {"type": "string", "contentMediaType": "image/png"}
    content = {"multipart/form-data": {"schema": FORM}}
    document["paths"]["/open"]["post"]["requestBody"] = {"required": True, "content": content}
    package = make_client("painter", document)
    sent: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={})

    http = httpx.Client(transport=httpx.MockTransport(respond))
    with package.PainterClient(api_key="key", http_client=http) as client:
        client.create_open(picture=("a.png", b"PNG"), masks=[b"one", b"two"], prompt="sky")
        with pytest.raises(package.InvalidArgument, match="picture is None: give a file"):
            client.create_open(picture=None)
    body = sent[0].read()
    assert b'name="picture"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nPNG\r\n' in body
    assert body.count(b'name="masks"; filename=') == 2
    assert b'name="prompt"\r\n\r\nsky\r\n' in body


EVIL = ['"""', "'", "\\", '\\"', "{0}", "a\nb", "]; import sys #", "\x00"]


@pytest.mark.parametrize("number", range(len(EVIL)))
def test_hostile_text_in_requests_stays_text(make_client: Callable[..., Any], number: int) -> None:
    text = EVIL[number]
    words = {"type": "string", "enum": [f"w{text}", "v"], "default": f"w{text}", "description": text, "example": text}
    inner = {"type": "object", "description": text, "properties": {"pitch": words}}
    body = {"type": "object", "properties": {f"k{text}": words, "inner": inner}, "required": [f"k{text}"]}
    name = f"sly{number}"
    make_client(name, posting(body))
    module = import_module(f"{name}_jobs_client.api.things.create_thing")
    (key,) = [key for key in module.get_kwargs.__annotations__ if key.startswith("k")]
    asked = module.get_kwargs("i", **{key: f"w{text}", "inner": {"pitch": f"w{text}"}})
    assert asked["json"] == {f"k{text}": f"w{text}", "inner": {"pitch": f"w{text}"}}
