"""The command ``docs2openapi PAGE``: prints the document to stdout, and to stderr what the page does not say."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from docs2openapi._model.page import UnreadablePage
from docs2openapi._read import read_page
from docs2openapi._text.collector import paused_collector
from docs2openapi._text.yaml_writer import yaml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ADVICE = "the document is not whole: read the lines noted above, and add what they mean, in an OpenAPI Overlay say"
_DOES = "Print the OpenAPI document of a docs page to stdout, and to stderr what the page does not say."
_EPILOG = "exit codes: 0 read; 1 something is missing or undecided (the document is printed all the same); 2 unreadable"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a page, print its document as YAML and its notes as ``file:line: reason``.

    Args:
        arguments: The command line without the name of the command; ``sys.argv`` if None.

    Returns:
        The exit code: 0 read, 1 something that is needed is missing or undecided, 2 unreadable.
    """
    usage = "%(prog)s [-h] PAGE > openapi.yaml"
    parser = argparse.ArgumentParser("docs2openapi", usage, description=_DOES, epilog=_EPILOG)
    parser.add_argument("page", metavar="PAGE", help="the file of one docs page: Markdown, MDX or text")
    options = parser.parse_args(arguments)
    try:
        with paused_collector():
            result = read_page(options.page)
    except UnreadablePage as error:
        print(error, file=sys.stderr)
        return 2
    for note in result.notes:
        print(note, file=sys.stderr)
    try:
        _print(yaml_text(result.document))
    except OSError as error:
        print(f"stdout: cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    if not result.missing and not any(note.is_undecided for note in result.notes):
        return 0
    print(f"{options.page}: {_ADVICE}", file=sys.stderr)
    return 1


def _print(text: str) -> None:
    """Print UTF-8 in every locale; a closed pipe (``| head``) is not an error, a full disk is."""
    reconfigure: Callable[..., None] | None = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
    try:
        print(text, end="", flush=True)
    except OSError as error:
        # Python flushes stdout once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise
