"""YAML files as JSON documents, with the reader and writer that docs pages use."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docs2openapi import BadValue, parse_yaml, yaml_text

from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.codegen.openapi.document import Document

__all__ = ["read_yaml", "yaml_text"]


def read_yaml(path: Path) -> Document:
    """Read a YAML 1.2 mapping from a file; timestamps stay strings.

    Raises:
        CodegenError: The file is missing, is not YAML, or is not a mapping.
    """
    try:
        document = parse_yaml(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CodegenError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CodegenError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    except BadValue as error:
        raise CodegenError(f"{path}:{error.line}: {error.reason}") from error
    if not isinstance(document, dict):
        raise CodegenError(f"{path}: expected a mapping at the top, found {type(document).__name__}")
    return cast("Document", document)
