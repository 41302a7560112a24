"""`NAME=VALUE` words: what a submit makes of them, and the help about them."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest
from generation_jobs.parameters import FIELDS
from generation_jobs_cli.main import app
from typer.testing import CliRunner

from tests.cli.command import completed, genjobs
from tests.facade.brought import SUBMITS

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox

    from tests.facade.brought import Bringer


def test_a_value_is_read_from_a_file(box: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "script.txt").write_text("Hello\nworld", encoding="utf-8")
    assert genjobs("submit", "breeze", "voice_id=voc_1", f"text=@{tmp_path}/script.txt").exit_code == 0
    assert json.loads(box.world.submissions[0].body)["text"] == "Hello\nworld"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["tags"], "write NAME=VALUE; finetuning takes tags, lyrics"),
        (["tags=x", "duration=long"], "duration=long: write a number\n"),
        (["tags=x", "duration=300"], "at most 210"),
        (["tags=x", "durration=60"], "did you mean duration"),
        (["tags=@/no/file"], "error: tags=@/no/file: the file cannot be read: No such file or directory; for"),
        (["tags=@"], "error: tags=@: name a file after @; for a text with @, write @@"),
        ([f"tags=@{sys.executable}"], f"error: tags=@{sys.executable}: the file is not text in UTF-8\n"),
        (["tags=x", "tags=y"], "give each field once"),
        (["duration=60"], "finetuning needs tags"),
        ([], "finetuning needs tags: write tags=VALUE"),
        (["--wait"], "finetuning needs tags: write tags=VALUE"),
        (["=x"], "'=x': write NAME=VALUE; finetuning takes tags, "),
        (["tags.=x"], "'tags.=x': write NAME=VALUE"),
        (["tags=x", "tags.mood=calm"], "tags.mood=calm: tags has no parts: write tags=VALUE"),
        (["tags=x", "scale=majr"], "scale is 'majr': did you mean 'major'?"),
        (["tags="], "tags= is empty: give a text"),
        (["tags=@/dev/null"], "tags=@/dev/null is empty: give a text"),
        (["tags=x", "lyrics="], "lyrics= is empty: give a value, or leave it out\n"),
        (["tags=x", "duration="], "duration= is empty: give a value, or leave it out\n"),
        (["TAGS=x"], "error: finetuning has no parameter 'TAGS': did you mean tags?\n"),
    ],
)
def test_what_cannot_be_submitted_is_not_sent(box: Sandbox, words: list[str], message: str) -> None:
    result = genjobs("submit", "finetuning", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert box.world.submissions == []


@pytest.mark.parametrize("value", ["abc", '{"size":'])
def test_further_fields_are_json_or_given_one_by_one(box: Sandbox, value: str) -> None:
    result = genjobs("submit", "oxen", "model=x", f"extra={value}")
    assert result.exit_code == 2
    assert result.stderr == f"error: extra={value}: write JSON, or extra.NAME=VALUE\n"
    assert genjobs("submit", "oxen", "model=x", "extra.size=big").exit_code == 0
    assert json.loads(box.world.submissions[0].body)["size"] == "big"


@pytest.mark.parametrize("word", ["duration=", "aspect_ratio= ", "extra.size="])
def test_an_empty_value_is_not_paid_for(box: Sandbox, word: str) -> None:
    result = genjobs("submit", "oxen", "model=x", word)
    assert (result.exit_code, result.stderr) == (2, f"error: {word} is empty: give a value, or leave it out\n")
    assert box.world.submissions == []


def test_a_file_that_is_no_json_is_named_and_not_shown(box: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "audio.json").write_text('{"container":', encoding="utf-8")
    result = genjobs("submit", "bland", "text=Hi", "voice=x", f"audio=@{tmp_path}/audio.json")
    assert result.stderr == f"error: audio=@{tmp_path}/audio.json: write JSON, or audio.encoding=pcm_s16le\n"
    assert box.world.submissions == []


@pytest.mark.parametrize("provider", FIELDS)
def test_help_has_every_field(provider: str) -> None:
    text = genjobs("submit", provider, "--help").stdout
    assert all(re.search(rf"^  {name}( \(required\))?: ", text, re.MULTILINE) for name in FIELDS[provider])


def test_needed_fields_are_named_in_the_order_of_the_help(box: Sandbox) -> None:
    assert "breeze needs voice_id and text: write voice_id=VALUE text=VALUE" in genjobs("submit", "breeze").stderr
    assert box.world.submissions == []
    assert "(required)" in genjobs("submit", "breeze", "--wait", "-h").stdout


def test_a_needed_field_that_is_missing_beside_others_is_named_with_how_to_give_it(box: Sandbox) -> None:
    result = genjobs("submit", "playai", "text=Hi")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: playai needs model and voice: write model=VALUE voice=VALUE\n",
    )
    assert "playai needs model, text and voice: write model=VALUE text=" in genjobs("submit", "playai").stderr
    assert box.world.submissions == []


def test_help_marks_what_is_required_and_lists_the_parts_of_fields() -> None:
    text = " ".join(genjobs("generate", "bland", "-h").stdout.split())
    assert "voice (required): " in text
    assert "container (raw, wav)" in text


@pytest.mark.parametrize(
    ("words", "stdin", "field", "value"),
    [
        (["tags=@@home"], b"", "tags", "@home"),
        (["tags=@-"], "café\n".encode(), "tags", "café\n"),
        (["tags=x", "bpm=90"], b"", "bpm", 90),
    ],
)
def test_a_value_is_read_as_it_is_meant(
    box: Sandbox, words: list[str], stdin: bytes, field: str, value: object
) -> None:
    assert genjobs("submit", "finetuning", *words, stdin=stdin).exit_code == 0
    assert json.loads(box.world.submissions[0].body)[field] == value


@pytest.mark.parametrize("value", ["true", "null"])
def test_a_word_of_json_is_no_number(box: Sandbox, value: str) -> None:
    result = genjobs("submit", "finetuning", "tags=x", f"bpm={value}")
    assert (result.exit_code, result.stderr) == (2, f"error: bpm={value}: write a number\n")


def test_a_text_is_sent_whatever_the_locale_is(box: Sandbox) -> None:
    run = completed("submit", "finetuning", "tags=café", PYTHONUTF8="0", LC_ALL="C")
    assert run.returncode == 0, run.stderr
    assert json.loads(box.world.submissions[0].body)["tags"] == "café"


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_bytes_that_are_no_text_are_refused(box: Sandbox) -> None:
    run = completed("submit", "finetuning", "tags=caf\udce9")
    assert run.returncode == 2
    assert "the value is not text in UTF-8" in run.stderr


def test_parts_of_a_field_are_given_one_by_one(box: Sandbox, tmp_path: Path) -> None:
    voice = "voice=2b3c4d5e-6f70-8901-2345-6789abcdef01"
    words = ["text=Hi", voice, "audio.container=wav", "audio.sample_rate=8000", "-o", tmp_path]
    assert genjobs("submit", "bland", *words).exit_code == 0
    assert json.loads(box.world.submissions[0].body)["audio"] == {"container": "wav", "sample_rate": 8000}
    result = genjobs("submit", "bland", "text=Hi", voice, "audio=wav")
    assert result.stderr == "error: audio=wav: write JSON, or audio.encoding=pcm_s16le\n"
    result = genjobs("submit", "bland", "text=Hi", voice, "audio.sample_rate=fast")
    assert result.stderr.startswith("error: audio.sample_rate=fast: write one of 8000, ")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("submit fine", ["finetuning"]),
        ("submit finetuning sc", ["scale=major", "scale=minor"]),
        ("submit finetuning bp", ["bpm=", "bpm=@FILE"]),  # a single word would get a space after it
        ("submit bland au", ["audio.encoding=", "audio.sample_rate=", "audio.container="]),
        ("generate finetuning tags=x scale=mi", ["scale=minor"]),
        ("submit finetuning scale = mi", ["minor"]),  # bash makes three words of it
        ("submit finetuning scale =", ["major", "minor"]),  # the last of which typer drops
        ("submit bland audio.con", ["audio.container=raw", "audio.container=wav"]),
        ("list ox", ["oxen"]),
        ("sandbox ", ["serve", "run"]),  # a command of another package
        ("sandbox serve --media", ["--media-port"]),
    ],
)
def test_shells_complete_providers_fields_and_choices(line: str, words: list[str]) -> None:
    environment = {"_GENJOBS_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    environment["_TYPER_COMPLETE_ARGS"] = f"genjobs {line}"
    completed = CliRunner().invoke(app, [], prog_name="genjobs", env=environment)
    assert [one.partition("\t")[0] for one in completed.stdout.splitlines()] == words


def test_a_provider_of_another_package_has_fields(bringer: Bringer, tmp_path: Path) -> None:
    bringer.install("acme = bringer:Acme", adapter=SUBMITS)
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    run = completed("submit", "acme", "Hello!", PYTHONPATH=path, ACME_API_KEY="acme-secret")
    assert run.returncode == 2
    assert "write NAME=VALUE; acme takes text, speed" in run.stderr
    text = completed("submit", "acme", "-h", PYTHONPATH=path).stdout
    assert "  Submit to acme.\n\n  text\n\n  speed\n" in text


def test_the_help_of_a_broken_provider_is_that_of_all(bringer: Bringer, tmp_path: Path) -> None:
    bringer.install("acme = bringer:Acme", adapter="raise ImportError('no client')")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    assert "NAME=VALUE" in completed("submit", "acme", "-h", PYTHONPATH=path).stdout
