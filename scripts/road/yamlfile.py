"""YAML files as JSON documents, read without surprises and written the same each time."""

# ruamel.yaml is only partly annotated, and this is the one module of the road that touches it:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, cast

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.representer import RoundTripRepresenter

from scripts.road.document import Document, RoadError

if TYPE_CHECKING:
    from pathlib import Path

    from ruamel.yaml.nodes import ScalarNode

# Lines are not folded: the writer leaves a blank at the end of each line that it folds.
LINE_WIDTH = 1 << 20


class _JsonConstructor(SafeConstructor):
    """Only what JSON has: a YAML timestamp stays the string that stands in the file."""


class _PlainRepresenter(RoundTripRepresenter):
    """Texts of several lines as blocks, ``null`` written out, no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (the signature is ruamel.yaml's)
        return True


def _construct_text(constructor: SafeConstructor, node: ScalarNode) -> str:
    return str(constructor.construct_scalar(node))


def _represent_text(representer: _PlainRepresenter, text: str) -> ScalarNode:
    style = "|" if "\n" in text else None
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_null(representer: _PlainRepresenter, _: None) -> ScalarNode:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


_JsonConstructor.add_constructor("tag:yaml.org,2002:timestamp", _construct_text)
_PlainRepresenter.add_representer(str, _represent_text)
_PlainRepresenter.add_representer(type(None), _represent_null)


def read_yaml(path: Path) -> Document:
    """Read a YAML 1.2 mapping from a file.

    Raises:
        RoadError: The file is missing, is not YAML or is not a mapping; the message names it.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _JsonConstructor
    try:
        document: object = yaml.load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RoadError(f"{path}: cannot be read: {error.strerror}") from error
    except YAMLError as error:
        raise RoadError(f"{path}: not YAML: {error}") from error
    if not isinstance(document, dict):
        raise RoadError(f"{path}: expected a mapping at the top, found {type(document).__name__}")
    return cast("Document", document)


def yaml_text(document: Document) -> str:
    """Write a document as YAML: keys in the order they have, the same bytes each time."""
    yaml = YAML()
    yaml.Representer = _PlainRepresenter
    yaml.width = LINE_WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()
