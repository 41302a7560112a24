"""What is generated for the facade: types and typed calls of submits."""

from __future__ import annotations

import asyncio
import inspect
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import DEFAULT_TIMEOUT
from generation_jobs.adapters import OMIT

from scripts.codegen.clients.facade.parameters import parameters_text
from scripts.codegen.clients.facade.provider_jobs import calls_path, calls_text
from scripts.codegen.clients.facade.submit import submit_of
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.yaml_file import yaml_text
from tests.codegen.clients.conftest import operation, provider, spec
from tests.codegen.clients.test_requests import BODY, EVIL, posting

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.codegen.clients.facade.submit import Submit


def submitting(folder: Path, document: dict[str, Any], operation: str = "create_job", **changes: Any) -> Submit:
    """The submit of a provider with this spec."""
    (folder / "openapi.yaml").write_text(yaml_text(document))
    return submit_of(provider("test", folder, **changes), operation, "Test")


def opened() -> dict[str, Any]:
    """A spec whose operation `create_open` needs a body, as each provider's submit does."""
    document = posting(BODY)
    document["paths"]["/open"]["post"]["requestBody"]["required"] = True
    return document


def taking(fields: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A spec whose operation `create_job` takes these fields."""
    body = {"type": "object", "properties": fields, "required": [*fields][:1]}
    request = {"required": True, "content": {"application/json": {"schema": body}}}
    document = spec({})
    document["paths"] = {"/jobs": {"post": operation("create_job", {"type": "object"}, requestBody=request, **changes)}}
    return document


class Recorder:
    """Stands for `Jobs`: returns what it is called with, without a key that is not given."""

    def submit(self, *arguments: Any, **fields: Any) -> Any:
        return "submit", arguments, without_key(fields)

    def submit_many(self, *arguments: Any, **fields: Any) -> Any:
        return "submit_many", arguments, without_key(fields)

    def generate(self, *arguments: Any, **fields: Any) -> Any:
        return "generate", arguments, without_key(fields)


class AsyncRecorder:
    """Stands for `AsyncJobs`."""

    async def submit(self, *arguments: Any, **fields: Any) -> Any:
        return "submit", arguments, without_key(fields)


def without_key(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "key" or value is not None}


def calls_of(submit: Submit) -> dict[str, Any]:
    """The module with its typed calls, run."""
    parameters = ModuleType("parameters_of_a_test")
    exec(compile(parameters_text([submit]), "parameters.py", "exec", dont_inherit=True), vars(parameters))
    sys.modules[parameters.__name__] = parameters
    found: dict[str, Any] = {}
    text = calls_text(submit, calls_path(submit), parameters.__name__)
    exec(compile(text, "calls.py", "exec", dont_inherit=True), found)
    return found


def test_types_of_what_submits_take(tmp_path: Path) -> None:
    found: dict[str, Any] = {}
    text = parameters_text([submitting(tmp_path, opened(), "create_open")])
    exec(compile(text, "parameters.py", "exec", dont_inherit=True), found)
    kind = found["TestParameters"]
    assert kind.__required_keys__ == {"text"}
    assert kind.__optional_keys__ == set(found["FIELDS"]["test"]) - {"text"}
    assert {"extra", "output_format"} < kind.__optional_keys__
    assert found["FIELDS"]["test"]["seconds"] == "At least 5; at most 210."
    assert found["TestTuning"].__required_keys__ == {"pitch"}


def test_one_signature_with_every_field(tmp_path: Path) -> None:
    found = calls_of(submitting(tmp_path, opened(), "create_open"))
    submit = found["TestJobs"].submit
    parameters = dict(inspect.signature(submit).parameters)
    assert parameters.pop("self")
    assert parameters.pop("text").default is inspect.Parameter.empty
    assert parameters.pop("key").default is None
    assert {one.default for one in parameters.values()} == {OMIT}
    assert parameters["seed"].annotation == int | found["Omit"] | None
    assert parameters["tuning"].annotation == found["TestTuning"] | found["Omit"]
    assert "\n    text: What to say. At most 10 characters.\n" in (inspect.getdoc(submit) or "")


def test_fields_that_are_not_given_are_not_sent(tmp_path: Path) -> None:
    found = calls_of(submitting(tmp_path, opened(), "create_open"))
    sent = {"text": "Hi", "seed": None}
    assert found["TestJobs"](Recorder()).submit(**sent) == ("submit", ("test",), sent)
    expected = ("generate", ("test", "out"), {**sent, "timeout": 7})
    assert found["TestJobs"](Recorder()).generate("out", timeout=7, **sent) == expected
    assert found["TestJobs"](Recorder()).generate(**sent) == (
        "generate",
        ("test", "."),
        {**sent, "timeout": DEFAULT_TIMEOUT},
    )
    assert asyncio.run(found["AsyncTestJobs"](AsyncRecorder()).submit(**sent)) == ("submit", ("test",), sent)


def test_the_key_of_a_submit_is_passed_on(tmp_path: Path) -> None:
    found = calls_of(submitting(tmp_path, opened(), "create_open", count="seconds"))
    sent = {"text": "Hi", "key": "order-17"}
    assert found["TestJobs"](Recorder()).submit(**sent) == ("submit", ("test",), sent)
    assert found["TestJobs"](Recorder()).submit_many(**sent) == ("submit_many", ("test",), sent)
    assert found["TestJobs"](Recorder()).generate(**sent)[2] == {**sent, "timeout": DEFAULT_TIMEOUT}
    assert asyncio.run(found["AsyncTestJobs"](AsyncRecorder()).submit(**sent)) == ("submit", ("test",), sent)


def test_the_facade_may_call_a_field_otherwise(tmp_path: Path) -> None:
    document = taking({"key": {"type": "string"}})
    submit = submitting(tmp_path, document, renamed={"key": "musical_key"})
    assert [field.name for field in submit.fields] == ["musical_key"]


@pytest.mark.parametrize("changes", [{}, {"count": "seconds"}, {"listing": "create_thing"}])
def test_calls_that_a_provider_does_not_have_are_absent(tmp_path: Path, changes: dict[str, str]) -> None:
    found = calls_of(submitting(tmp_path, opened(), "create_open", **changes))
    for name in ("TestJobs", "AsyncTestJobs"):
        assert hasattr(found[name], "submit_many") == ("count" in changes)
        assert hasattr(found[name], "list") == ("listing" in changes)


NAMES = ["class", "self", "async", "list", "str", "print", "None", "given", "_given", "jobs", "_jobs", "submit", "Job"]
MORE_NAMES = ["OMIT", "Omit", "any", "Literal", "fields", "generate", "TestJobs", "property", "__init__", "fieldName"]


@pytest.mark.parametrize("name", [*NAMES, *MORE_NAMES])
@pytest.mark.parametrize("is_first", [True, False], ids=["required", "optional"])
def test_hostile_names_of_fields(tmp_path: Path, name: str, is_first: bool) -> None:
    text, named = {"text": {"type": "string"}}, {name: {"type": "array", "items": {"type": "string"}}}
    submit = submitting(tmp_path, taking({**named, **text} if is_first else {**text, **named}))
    sent = {field.name: [field.name] for field in submit.fields}
    assert len(sent) == 2
    found = calls_of(submit)
    assert found["TestJobs"](Recorder()).submit(**sent) == ("submit", ("test",), sent)
    assert asyncio.run(found["AsyncTestJobs"](AsyncRecorder()).submit(**sent)) == ("submit", ("test",), sent)


@pytest.mark.parametrize("name", ["timeout", "directory", "provider", "key"])
def test_the_name_of_another_argument_is_refused_and_can_be_changed(tmp_path: Path, name: str) -> None:
    with pytest.raises(CodegenError, match=f"{name!r}: `generate` has an argument of this name.*`x-name`"):
        submitting(tmp_path, taking({name: {"type": "string"}}))
    submit = submitting(tmp_path, taking({name: {"type": "string", "x-name": f"job_{name}"}}))
    assert [field.name for field in submit.fields] == [f"job_{name}"]


def _described(folder: Path, text: str) -> Submit:
    field = {"type": "string", "enum": ["w", f"w{text}"], "description": text, "default": f"w{text}"}
    return submitting(folder, taking({"text": field, "more": field}, description=text, summary=text))


@pytest.mark.parametrize("text", [*EVIL, '"""\n    import os\n', "{{ 7 * 7 }}", "{% raise %}", "Args:\n    x: y"])
def test_hostile_descriptions_stay_text(tmp_path: Path, text: str) -> None:
    plain, found = (calls_of(_described(tmp_path, each)) for each in ("plain", text))
    assert found.keys() == plain.keys()
    assert found["TestJobs"](Recorder()).submit(text="w") == ("submit", ("test",), {"text": "w"})


def test_a_submit_without_a_description(tmp_path: Path) -> None:
    doc = inspect.getdoc(calls_of(submitting(tmp_path, taking({"text": {"type": "string"}})))["TestJobs"].submit)
    assert doc is not None
    assert doc.startswith("Submit one job.\n\nArgs:\n    text: The text.\n")


def test_an_object_with_the_name_of_something_else_is_refused(tmp_path: Path) -> None:
    inner = {"type": "object", "title": "Jobs", "properties": {"a": {"type": "string"}}}
    with pytest.raises(CodegenError, match="'TestJobs': cannot name an object of submit; change its title"):
        calls_of(submitting(tmp_path, taking({"inner": inner})))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"operation": "nothing"}, "provider.toml: submit: 'nothing' is not an operation of the spec"),
        ({"listing": "nothing"}, "provider.toml: listing: 'nothing' is not an operation of the spec"),
        ({"count": "nothing"}, "provider.toml: count: 'nothing' is not a field of submit"),
    ],
)
def test_names_in_provider_toml_that_are_not_in_the_spec_are_refused(
    tmp_path: Path, changes: dict[str, str], problem: str
) -> None:
    with pytest.raises(CodegenError, match=problem):
        submitting(tmp_path, taking({"text": {"type": "string"}}), **changes)
