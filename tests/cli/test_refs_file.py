"""Files of refs: what is read, and what is said of broken lines."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs_cli.refs_file import RefsFile

from tests.cli.command import add_jobs, genjobs, json_lines, refs_file

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")


def test_broken_lines_are_reported_and_the_rest_is_waited_for(box: Sandbox, tmp_path: Path) -> None:
    (ref,) = add_jobs(box, 1)
    path = tmp_path / "refs.txt"
    lines = [b"OXEN_API_KEY=hush", ref.encode(), b'{"status": "queued"}', b"{", b"\xff:1", b"oxen:..", b'{"ref": null}']
    path.write_bytes(b"\n".join(lines))
    result = genjobs("wait", "--from", path)
    assert result.exit_code == 2
    assert set(json_lines(result)) == {ref}
    assert re.findall(r"refs.txt:(\d+): ", result.stderr) == ["1", "3", "4", "5", "6", "7"]
    assert "hush" not in result.stderr


def test_of_many_broken_lines_the_first_are_reported(box: Sandbox, tmp_path: Path) -> None:
    result = genjobs("wait", "--from", refs_file(tmp_path, *["what is this"] * 1000, *add_jobs(box, 1)))
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 21
    assert "… and 980 more broken lines" in result.stderr


def test_a_file_of_something_else_is_refused_in_one_line(tmp_path: Path) -> None:
    result = genjobs("wait", "--from", refs_file(tmp_path, "", *["what is this"] * 1000))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(
        "refs.txt: not a refs file: no line has a ref; the first, line 2, is not a ref: write one PROVIDER:ID, for "
        "example breeze:job_01hasync\n"
    )
    assert len(result.stderr.splitlines()) == 1


def test_refs_of_several_files_are_all_waited_for(box: Sandbox, tmp_path: Path) -> None:
    first, second, third = add_jobs(box, 3)
    path = refs_file(tmp_path, first)
    result = genjobs("wait", third, "--from", path, "--from", "-", stdin=f"{second}\nbroken\n".encode())
    assert result.exit_code == 2
    assert set(json_lines(result)) == {first, second, third}
    assert result.stderr.count("is not a ref") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('["oxen:1", "oxen:2"]', "is a list: write each of its refs on a line of its own"),
        ('[{"ref": "oxen:1"}]', "is a list: write each of its refs on a line of its own"),
        ("oxen:1, oxen:2", "is not a ref: write one PROVIDER:ID, for example"),
        ('{"ref":', "is neither a ref nor JSON on one line"),  # the first line of JSON that goes on
    ],
)
def test_a_line_of_more_or_less_than_a_ref_is_told_that_it_has_one(tmp_path: Path, line: str, said: str) -> None:
    result = genjobs("wait", "--from", refs_file(tmp_path, line))
    assert result.exit_code == 2
    assert f"refs.txt:1: {said}" in result.stderr


def test_what_a_submit_prints_in_a_pipe_is_read(box: Sandbox) -> None:
    submitted = genjobs("submit", "oxen", "model=flux-2-dev", "prompt=waves").stdout
    result = genjobs("wait", "--from", "-", stdin=submitted.encode())
    ref = submitted.split()[0]
    assert (result.exit_code, json.loads(result.stdout)["ref"]) == (0, ref)


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ({"state": "known", "jobs": [{"ref": "oxen:1"}, {"ref": "oxen:2"}]}, ["oxen:1", "oxen:2"]),
        ({"state": "lost", "jobs": []}, []),
        ({"state": "ambiguous", "jobs": [{"ref": "oxen:1"}]}, []),
    ],
    ids=["known", "lost", "ambiguous"],
)
def test_of_a_submit_in_json_the_jobs_are_read_that_are_its_own(line: dict[str, Any], refs: list[str]) -> None:
    file = RefsFile(BytesIO(json.dumps(line).encode()))
    assert (list(file.read()), file.broken) == (refs, {})


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing today\n"])
def test_a_file_without_refs_is_no_mistake(content: str) -> None:
    result = genjobs("wait", "--from", "-", stdin=content.encode())
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "<stdin>: no refs in it, so there is nothing to wait for\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "line 3 is binary"),
        ("breeze:1\n".encode("utf-32"), "line 1 is binary"),
        (b"breeze:1\n" + b"x" * 3_000_000, "line 2 is longer than 1 MiB"),
    ],
    ids=["picture", "utf-32", "long line"],
)
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "refs.bin").write_bytes(content)
    result = genjobs("wait", "--from", tmp_path / "refs.bin")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"refs.bin: not a refs file: {problem}" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_file_of_powershell_is_read(box: Sandbox, tmp_path: Path, encoding: str) -> None:
    refs = add_jobs(box, 2)
    path = tmp_path / "refs.txt"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + "\r\n".join(refs) + "\r\n").encode(encoding))
    result = genjobs("wait", "--from", path)
    assert (result.exit_code, {line["ref"] for line in map(json.loads, result.stdout.splitlines())}) == (0, set(refs))
