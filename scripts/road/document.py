"""JSON values, the names of their places, and the YAML files that they are kept in."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Document: TypeAlias = dict[str, Any]
Steps: TypeAlias = tuple[str | int, ...]

LINE_WIDTH = 110


class RoadError(Exception):
    """Something in the repository's own files keeps the road from being walked; the message says what and where."""


def pointer(steps: Steps) -> str:
    """Write a place in a document as a JSON pointer (RFC 6901); the root is the empty string."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def walk(value: Json, steps: Steps = ()) -> Iterator[tuple[Steps, Json]]:
    """Give every value in ``value`` with its place, parents before children, in document order."""
    yield steps, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from walk(child, (*steps, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from walk(child, (*steps, index))


class _JsonConstructor(SafeConstructor):
    """Only what JSON has: a YAML timestamp stays the string that stands in the file."""


class _Representer(RoundTripRepresenter):
    """Plain YAML: texts of several lines as blocks, ``null`` written out, no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (signature of ruamel.yaml)
        return True


def _construct_text(constructor: SafeConstructor, node: ScalarNode) -> str:
    return str(constructor.construct_scalar(node))


def _represent_text(representer: _Representer, text: str) -> ScalarNode:
    style = "|" if "\n" in text else None
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_null(representer: _Representer, _: None) -> ScalarNode:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


_JsonConstructor.add_constructor("tag:yaml.org,2002:timestamp", _construct_text)
_Representer.add_representer(str, _represent_text)
_Representer.add_representer(type(None), _represent_null)


def read_yaml(path: Path) -> Document:
    """Read a YAML 1.2 mapping from a file.

    Raises:
        RoadError: The file is missing, is not YAML or is not a mapping; the message names it.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _JsonConstructor
    try:
        document = yaml.load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RoadError(f"{path}: cannot be read: {error.strerror}") from error
    except YAMLError as error:
        raise RoadError(f"{path}: not YAML: {error}") from error
    if not isinstance(document, dict):
        raise RoadError(f"{path}: expected a mapping at the top, found {type(document).__name__}")
    return document


def yaml_text(document: Document) -> str:
    """Write a document as YAML: keys in the order they have, the same bytes each time."""
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = LINE_WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()
