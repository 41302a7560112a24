"""External documents made to break out, to break the generator, or to make it work for ever."""

from __future__ import annotations

import json
import multiprocessing
import sys
import tomllib
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scripts.codegen.external.adapt import adapt
from scripts.codegen.external.package import generate_external
from scripts.codegen.external.reading import read_external
from scripts.codegen.openapi.document import CodegenError
from tests.codegen.external.documents import JSON, answering, document, reference
from tests.codegen.external.hostile import CANARY, MONSTERS, filled, reached, shape, texts

if sys.platform == "linux":
    import resource  # not on Windows

# Each example generates a package: what fails is not made smaller, which would take minutes.
FEW = settings(max_examples=settings().max_examples // 5, phases=[Phase.generate])
MEMORY, SECONDS = 2 * 1024**3, 60
# A server that has imported the generator forks a process for each monster: importing takes longer than most of them.
PROCESSES = multiprocessing.get_context("forkserver" if sys.platform == "linux" else None)
PROCESSES.set_forkserver_preload([generate_external.__module__])

WORDS = st.one_of(texts(), st.sampled_from(["a", "A", "class", "self", "list", "client", "url", "None", "0", "id"]))


def written(what: dict[str, Any], folder: str, name: str = "hostile") -> Path:
    """Generate, and make sure that nothing else came of it."""
    spec = Path(folder, "spec.json")
    spec.write_text(json.dumps(what), encoding="utf-8")
    generate_external(spec, name, Path(folder, "out"))
    assert sorted(path.name for path in Path(folder).iterdir()) == ["out", "spec.json"]
    assert [path.name for path in Path(folder, "out").iterdir()] == [name]
    tomllib.loads(Path(folder, "out", name, "pyproject.toml").read_text(encoding="utf-8"))
    return Path(folder, "out", name)


@pytest.fixture(scope="module")
def benign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(filled(lambda: "plain text", lambda name: name), str(tmp_path_factory.mktemp("benign")))


@FEW
@given(st.data())
def test_text_changes_nothing_of_what_a_package_does(benign: Path, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        found = written(filled(lambda: data.draw(texts()), lambda name: name), folder)
        assert shape(found) == shape(benign)


@FEW
@given(st.data())
def test_names_reach_nothing_that_they_do_not_make(benign: Path, data: st.DataObject) -> None:
    names: dict[str, str] = {}

    def name(wanted: str) -> str:
        return names.setdefault(wanted, data.draw(WORDS))

    with TemporaryDirectory() as folder:
        try:
            found = written(filled(lambda: data.draw(texts()), name), folder)
        except CodegenError:
            return  # no operation came out, and nothing was written
        imported, read = reached(found)
        known_imports, known_names = reached(benign)
        assert imported <= known_imports | {"enum"}
        assert read <= known_names
        assert CANARY not in read


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts(), inner, max_size=3)),
    max_leaves=8,
)


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(each for key, child in children for each in _places(child, (*place, key)))]


@settings(max_examples=settings().max_examples * 3)
@given(st.data())
def test_document_with_anything_anywhere_is_adapted_or_refused(data: st.DataObject) -> None:
    what = deepcopy(filled(lambda: "text", lambda name: name))
    for _ in range(data.draw(st.integers(1, 4))):
        *place, key = data.draw(st.sampled_from(_places(what)[1:]))
        target: Any = what
        for step in place:
            target = target[step]
        target[key] = data.draw(VALUES)
    with TemporaryDirectory() as folder:
        path = Path(folder, "spec.json")
        path.write_text(json.dumps(what), encoding="utf-8")
        try:
            found = adapt(read_external(path), "hostile", "Hostile")
        except CodegenError:
            return
        assert found.notes.kept or found.notes.left_out or not found.spec["paths"]


@given(
    st.one_of(st.text(), st.binary(), st.lists(st.sampled_from("[]{}:,-&*!|>'\"#\n a1%?"), max_size=60).map("".join))
)
def test_any_file_is_read_or_refused(text: str | bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "spec.yaml")
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        with pytest.raises(CodegenError):
            read_external(path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process reliably")
@pytest.mark.parametrize("monster", MONSTERS)
def test_monster_takes_bounded_time_and_memory(tmp_path: Path, monster: str) -> None:
    schema, schemas = MONSTERS[monster]
    body = {"content": {JSON: {"schema": schema}}}
    parameter = {"name": "q", "in": "query", "schema": schema}
    paths = {"/x": {"post": answering(schema, requestBody=body, parameters=[parameter])}, "/y": {"get": answering({})}}
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(document(paths, schemas)))
    run = PROCESSES.Process(target=_generate_within_limits, args=(spec, tmp_path / "out"))
    run.start()
    run.join()
    assert run.exitcode == 0
    assert sum(path.stat().st_size for path in (tmp_path / "out").rglob("*") if path.is_file()) < 5_000_000


def test_request_that_contains_too_much_is_left_out_and_what_it_shares_with_another_is_typed_as_a_dict(
    tmp_path: Path,
) -> None:
    fields = {f"f{number}": {"type": "string"} for number in range(450)}
    parts = {f"Part{number}": {"type": "object", "properties": fields} for number in range(60)}
    every = {"type": "object", "properties": {name: reference(name) for name in parts}}
    one = {f"/{name}": {"type": "object", "properties": {name: reference(name)}} for name in parts}
    requests = {"/all": every, **one}
    paths = {
        path: {"post": answering({"type": "string"}, requestBody={"content": {JSON: {"schema": schema}}})}
        for path, schema in requests.items()
    }
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(document(paths, parts)))
    found = adapt(read_external(spec), "x", "X")
    assert list(found.notes.left_out) == ["POST /all"]
    assert "more than 20000 schemas" in found.notes.left_out["POST /all"]
    assert len(found.notes.kept) == len(parts)


def test_a_request_may_contain_all_of_a_large_document(tmp_path: Path) -> None:
    fields = {f"f{number}": {"type": "string"} for number in range(8)}
    parts = {
        f"Part{number}": {"type": "object", "properties": {**fields, "next": reference(f"Part{number + 1}")}}
        for number in range(2_300)
    }
    parts["Part2300"] = {"type": "object", "properties": fields}
    body = {"content": {JSON: {"schema": {"type": "object", "properties": {"first": reference("Part0")}}}}}
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(document({"/all": {"post": answering({}, requestBody=body)}}, parts)))
    found = adapt(read_external(spec), "x", "X")
    assert found.notes.left_out == {}
    assert len(found.spec["components"]["schemas"]) == len(parts)


def _generate_within_limits(spec: Path, out: Path) -> None:
    for what, most in {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: SECONDS}.items():
        resource.setrlimit(what, (most, most))
    generate_external(spec, "x", out)
