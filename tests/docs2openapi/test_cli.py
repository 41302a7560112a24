"""The command: its output on stdout and stderr, its exit codes, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from docs2openapi import read_page
from docs2openapi.cli import main
from ruamel.yaml import YAML

from tests.docs2openapi.pages import PAGES

COMMAND = [sys.executable, "-m", "docs2openapi"]


@pytest.mark.parametrize(
    ("provider", "code"), [("breeze", 0), ("playai", 0), ("finetuning", 0), ("bland", 1), ("oxen", 1)]
)
def test_the_document_is_printed_and_the_exit_code_tells_if_something_is_missing(provider, code, capsys):
    assert main([str(PAGES[provider])]) == code
    printed = capsys.readouterr()
    result = read_page(PAGES[provider])
    assert YAML(typ="safe", pure=True).load(printed.out) == result.document
    notes = printed.err.splitlines()
    assert notes[: len(result.notes)] == [str(note) for note in result.notes]
    advice = f"{PAGES[provider]}: the document is not whole: read the lines noted above"
    assert [line.startswith(advice) for line in notes[len(result.notes) :]] == [True] * code


def test_no_line_of_the_output_ends_in_a_space(capsys):
    main([str(PAGES["bland"])])
    assert not [line for line in capsys.readouterr().out.splitlines() if line != line.rstrip()]


def test_notes_have_file_line_and_reason(capsys):
    page = PAGES["bland"]
    main([str(page)])
    assert f"{page}:5: the page does not say the path" in capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", ":1: is empty"),
        (b" \n\t\n", ":1: is empty"),
        (b"# Hello\n\n\xff\xfe", ":3: is not UTF-8 text (byte 9)"),
        (b"# Hello\n\x00", ":2: is binary, not text"),
        (b"# Hello\n\nNothing here.\n", ":1: nothing but a title"),
        (b"x" * 1_000_001, ":1: is larger than 1000000 bytes: give the page of one operation"),
        ("# Hello".encode("utf-16"), ":1: is UTF-16 text: save it as UTF-8"),
    ],
    ids=["empty", "blank", "not utf-8", "binary", "prose", "large", "utf-16"],
)
def test_an_unreadable_page_gives_exit_code_2_with_file_line_and_reason(content, reason, tmp_path, capsys):
    page = tmp_path / "page.md"
    page.write_bytes(content)
    assert main([str(page)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{page}{reason}")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("name", ["", "none.md", "a\0b"], ids=["directory", "missing", "null character"])
def test_a_path_that_is_not_a_file_gives_exit_code_2(name, tmp_path, capsys):
    assert main([f"{tmp_path}/{name}"]) == 2
    assert ":1: " in capsys.readouterr().err


def test_an_address_says_to_save_the_page_first(capsys):
    assert main(["https://docs.example/page.md"]) == 2
    assert "; save the page first: curl -o page.md https://docs.example/page.md\n" in capsys.readouterr().err


def test_usage_says_where_the_document_goes(capsys):
    with pytest.raises(SystemExit):
        main(["page.md", "-o", "openapi.yaml"])
    assert capsys.readouterr().err.startswith("usage: docs2openapi [-h] PAGE > openapi.yaml\n")
    with pytest.raises(SystemExit):
        main(["-h"])
    assert "``" not in capsys.readouterr().out


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path):
    page = tmp_path / "page.md"
    text = PAGES["bland"].read_text(encoding="utf-8").split("\n", 4)[4]  # from the heading on
    (tmp_path / "plain.md").write_text(text, encoding="utf-8")
    page.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    there, here = read_page(tmp_path / "plain.md"), read_page(page)
    assert here.document == there.document
    assert here.document["info"]["title"] == "Get TTS Generation"
    assert [note.line for note in here.notes] == [note.line for note in there.notes]


def test_no_argument_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
    assert "PAGE" in capsys.readouterr().err


def test_the_installed_command_is_this_one():
    (command,) = entry_points(group="console_scripts", name="docs2openapi")
    assert command.load() is main


def test_an_ascii_locale_prints_utf_8():
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    run = subprocess.run([*COMMAND, str(PAGES["finetuning"])], env=environment, capture_output=True, check=False)
    assert run.returncode == 0
    assert "finished — audioUrl" in run.stdout.decode("utf-8")
    assert b"Traceback" not in run.stderr


def test_a_closed_pipe_is_not_an_error():
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run([*COMMAND, str(PAGES["breeze"])], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_gives_a_message_without_a_traceback():
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run([*COMMAND, str(PAGES["breeze"])], stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 2
    assert run.stderr == b"stdout: cannot be written: No space left on device\n"


def test_a_closed_stdout_is_not_an_error():
    line = [sys.executable, "-c", "import os, sys; os.close(1); os.execv(sys.argv[1], sys.argv[1:])"]
    run = subprocess.run([*line, *COMMAND, str(PAGES["breeze"])], stderr=subprocess.PIPE, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
