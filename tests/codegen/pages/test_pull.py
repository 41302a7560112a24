"""Pulling pages: from a docs host on loopback and from files; what is written, and what is said of the rest."""

from __future__ import annotations

import gzip
import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from scripts import pull, specs
from scripts.codegen.pages import fetching
from scripts.codegen.pages.fetching import Validators
from scripts.codegen.pages.lock import find_entry, lock_page, lock_text, read_lock
from scripts.codegen.pages.provider import SPECS, load_provider
from tests.codegen.docs import Clock, Docs
from tests.facade.loopback import hang, hang_in_body, reset, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from socket import socket
    from threading import Event

    from scripts.codegen.pages.lock import LockedPage

PAGE = "/breeze/get-generation-job.md"
BREEZE = (SPECS / "breeze/pages/get-generation-job.md").read_bytes()
CHANGED = BREEZE.replace(b"Get generation job", b"Get a generation job")
BLAND = (SPECS / "bland/pages/get-tts-generation.md").read_bytes()
LOGIN = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form></form></body></html>\n"
DAY, LATER = date(2026, 11, 22), date(2026, 12, 1)


@pytest.fixture
def docs() -> Iterator[Docs]:
    host = Docs()
    yield host
    host.end()


class Repository:
    """A copy of the specs of some providers, whose pages stand on the docs host as /<provider>/<file>."""

    def __init__(self, folder: Path, docs: Docs, *providers: str) -> None:
        self.specs, self.docs, self.clock = folder / "specs", docs, Clock()
        lock = [entry for entry in read_lock(SPECS / "specs.lock") if entry.provider in providers]
        text = lock_text(lock)
        for entry in lock:
            url = f"{docs.url}/{entry.provider}/{entry.file}"
            shutil.copytree(SPECS / entry.provider, self.specs / entry.provider)
            self.edit(entry.provider, entry.url, url)
            text = text.replace(entry.url, url)
        (self.specs / "specs.lock").write_text(text, encoding="utf-8")

    def edit(self, provider: str, old: str, new: str) -> None:
        path = self.specs / provider / "provider.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def pull(self, *arguments: str) -> int:
        return pull.main(arguments, specs=self.specs, fetcher=self.clock.fetcher())

    def entry(self, provider: str = "breeze") -> LockedPage:
        one = load_provider(provider, self.specs)
        entry = find_entry(read_lock(self.specs / "specs.lock"), one, one.pages[0])
        assert entry is not None
        return entry

    def page(self) -> bytes:
        return (self.specs / "breeze/pages/get-generation-job.md").read_bytes()

    def files(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.specs.rglob("*") if path.is_file()}


@pytest.fixture
def breeze(tmp_path: Path, docs: Docs) -> Repository:
    return Repository(tmp_path, docs, "breeze")


def refused(repository: Repository, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Pull what is not to be written; what is said of it, on one line."""
    before = repository.files()
    assert repository.pull(*arguments) == 1
    assert repository.files() == before
    return " ".join(capsys.readouterr().out.split())


# What is written.


def test_a_changed_page_is_written_and_locked(
    breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.on(PAGE, say(CHANGED, 'ETag: "two"', "Last-Modified: Mon, 30 Nov 2026 10:00:00 GMT"))
    assert breeze.pull() == 0
    assert breeze.page() == CHANGED
    entry = breeze.entry()
    assert (entry.pulled, entry.etag, entry.last_modified) == (LATER, '"two"', "Mon, 30 Nov 2026 10:00:00 GMT")
    assert f"changed, {len(CHANGED)} bytes" in capsys.readouterr().out
    assert not list(breeze.specs.rglob("*.part"))


def test_what_was_pulled_is_what_the_specs_are_built_from(breeze: Repository, docs: Docs, tmp_path: Path) -> None:
    docs.on(PAGE, say(CHANGED))
    assert breeze.pull("breeze") == 0
    assert specs.main(["breeze"], specs=breeze.specs, models=tmp_path / "models") == 0
    assert "Get a generation job" in (breeze.specs / "breeze/openapi.yaml").read_text(encoding="utf-8")


def test_the_same_bytes_keep_their_day(breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str]) -> None:
    docs.on(PAGE, say(BREEZE, 'ETag: "one"'))
    assert breeze.pull() == 0
    assert (breeze.entry().pulled, breeze.entry().etag) == (DAY, '"one"')
    before = breeze.files()
    assert breeze.pull() == 0
    assert breeze.files() == before
    assert "unchanged (the same bytes)" in capsys.readouterr().out


def test_the_second_time_it_is_asked_only_for_what_has_changed(
    breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.on(PAGE, say(CHANGED, 'ETag: "two"', "Last-Modified: now"), say(b"", status="304 Not Modified"))
    assert breeze.pull() == breeze.pull() == 0
    assert "if-none-match" not in docs.headers(0)
    assert (docs.headers(1)["if-none-match"], docs.headers(1)["if-modified-since"]) == ('"two"', "now")
    assert "unchanged (304)" in capsys.readouterr().out


def test_a_page_that_was_edited_by_hand_is_asked_for_whole(breeze: Repository, docs: Docs) -> None:
    docs.on(PAGE, say(CHANGED, 'ETag: "two"'))
    assert breeze.pull() == 0
    (breeze.specs / "breeze/pages/get-generation-job.md").write_bytes(b"edited")
    assert breeze.pull() == 0
    assert "if-none-match" not in docs.headers()
    assert breeze.page() == CHANGED


def test_a_compressed_page_is_unpacked(breeze: Repository, docs: Docs) -> None:
    docs.on(PAGE, say(gzip.compress(CHANGED), "Content-Encoding: gzip"))
    assert breeze.pull() == 0
    assert breeze.page() == CHANGED


def test_a_redirect_is_followed_and_told(breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str]) -> None:
    docs.on(PAGE, say(b"", "Location: /new/page.md", status="308 Permanent Redirect"))
    docs.on("/new/page.md", say(CHANGED))
    assert breeze.pull() == 0
    assert breeze.page() == CHANGED
    assert f"(redirected to {docs.url}/new/page.md)" in "".join(capsys.readouterr().out.split("\n"))


def test_it_says_who_asks(breeze: Repository, docs: Docs) -> None:
    docs.on(PAGE, say(BREEZE))
    breeze.pull()
    assert docs.headers()["user-agent"].startswith("generation-jobs-pull/")


def test_one_provider_that_does_not_come_keeps_no_other_back(tmp_path: Path, docs: Docs) -> None:
    both = Repository(tmp_path, docs, "breeze", "bland")
    docs.on(PAGE, say(CHANGED))
    assert both.pull() == 1
    assert both.page() == CHANGED
    assert both.entry("bland").pulled == DAY


def test_a_provider_is_written_whole_or_not_at_all(
    breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str]
) -> None:
    second = f'\n[[pages]]\nfile = "list.md"\nurl = "{docs.url}/breeze/list.md"\n'
    path = breeze.specs / "breeze/provider.toml"
    path.write_text(path.read_text(encoding="utf-8") + second, encoding="utf-8")
    docs.on(PAGE, say(CHANGED))
    output = refused(breeze, capsys)
    assert "not written, since another page of the provider failed" in output
    assert "failed: HTTP 404" in output
    docs.on("/breeze/list.md", say(BLAND))
    assert breeze.pull() == 0
    assert (breeze.specs / "breeze/pages/list.md").read_bytes() == BLAND


# What is not the page.

NO_PAGE: dict[str, tuple[bytes, list[str], str]] = {
    "a login": (LOGIN, ["Content-Type: text/html"], "failed: is HTML: a login"),
    "a login without a type": (b"<!-- hi -->" + LOGIN, [], "failed: is HTML"),
    "a notice in Markdown": (b"# Page not found\n\nTry the search.\n", [], "line 1: nothing but a title"),
    "nothing": (b" \n", [], "failed: is empty"),
    "a picture": (b"\x89PNG", ["Content-Type: image/png"], "failed: has the content type image/png"),
    "no UTF-8": (b"# Caf\xe9\n", [], "is not UTF-8 text (byte 5)"),
    "half of it": (BREEZE[:3000], [], "failed: line"),
    "another operation": (
        BREEZE.replace(b"/v1/generation-jobs/", b"/v1/voices/"),
        [],
        "lacks GET /v1/generation-jobs/{}; it documents GET /v1/voices/{}",
    ),
    "another layout": (BLAND, [], "has the layout components, not fence"),
    "too much": (b"#" * 10_000_001, [], "failed: larger than 10000000 bytes"),
    "too much in a short body": (
        gzip.compress(b"#" * 10_000_001),
        ["Content-Encoding: gzip"],
        "failed: larger than 10000000 bytes",
    ),
    "half of a coding": (gzip.compress(BREEZE)[:-9], ["Content-Encoding: gzip"], "failed: the page was cut off"),
    "another coding": (b"x", ["Content-Encoding: br"], "failed: the page is encoded as 'br', which was not asked for"),
}


@pytest.mark.parametrize(("body", "headers", "reason"), NO_PAGE.values(), ids=NO_PAGE)
def test_what_is_not_the_page_is_not_written(
    breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str], body: bytes, headers: list[str], reason: str
) -> None:
    docs.on(PAGE, say(body, *headers))
    assert reason in refused(breeze, capsys)


def test_a_page_that_is_cut_off_between_two_fields_is_told(
    tmp_path: Path, docs: Docs, capsys: pytest.CaptureFixture[str]
) -> None:
    bland = Repository(tmp_path, docs, "bland")
    end = BLAND.index(b'<ResponseField name="cost"')
    docs.on("/bland/get-tts-generation.md", say(BLAND[:end]))
    assert f"is truncated at byte {len(BLAND[:end].rstrip())} of {len(BLAND)}" in refused(bland, capsys)


def test_a_login_behind_a_redirect_names_where_it_led(
    breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.on(PAGE, say(b"", "Location: /login", status="302 Found"))
    docs.on("/login", say(LOGIN))
    assert "/login)" in refused(breeze, capsys)


def test_what_somebody_has_looked_at_may_be_accepted(breeze: Repository, docs: Docs) -> None:
    moved = BREEZE.replace(b"/v1/generation-jobs/", b"/v2/generation-jobs/")
    docs.on(PAGE, say(moved))
    assert breeze.pull("--accept") == 0
    assert breeze.page() == moved


def test_an_unreadable_page_is_not_accepted(breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str]) -> None:
    docs.on(PAGE, say(LOGIN))
    assert "is HTML" in refused(breeze, capsys, "--accept")


# What does not come.


def half_a_body(connection: socket, _: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n# Get generation job\n")


NOTHING: dict[str, tuple[Callable[..., None], str]] = {
    "404": (say(b"# Not found", status="404 Not Found"), "failed: HTTP 404"),
    "a stall": (hang, "failed: the response did not arrive (ReadTimeout"),
    "a stall in the body": (hang_in_body, "failed: the response did not arrive (ReadTimeout"),
    "a reset": (reset, "failed: the response did not arrive (Read"),
    "half of a body": (half_a_body, "failed: the response did not arrive (RemoteProtocol"),
    "no gzip": (say(BREEZE, "Content-Encoding: gzip"), "failed: the page is not gzip, though its host says so"),
    "busy for ever": (say(b"", status="503 Service Unavailable"), "failed: HTTP 503; tried 3 times"),
    "a wait of a day": (
        say(b"", "Retry-After: 86400", status="429 Too Many Requests"),
        "failed: the host asks to retry after 86400 s",
    ),
    "a circle": (say(b"", f"Location: {PAGE}", status="302 Found"), "failed: more than 5 redirects"),
    "a way out of https": (
        say(b"", "Location: http://docs.example/page.md", status="302 Found"),
        "failed: a redirect leaves https: http://docs.example/page.md",
    ),
    "a redirect to nowhere": (say(b"", status="302 Found"), "failed: HTTP 302"),
    "a 304 that nobody asked for": (say(b"", status="304 Not Modified"), "failed: HTTP 304"),
}


@pytest.mark.parametrize(("talk", "reason"), NOTHING.values(), ids=NOTHING)
def test_what_does_not_come_is_told(
    breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str], talk: Callable[..., None], reason: str
) -> None:
    docs.on(PAGE, talk)
    breeze.clock.timeout = 0.3
    assert reason in refused(breeze, capsys)


def test_a_redirect_from_the_web_onto_this_machine_is_refused() -> None:
    with pytest.raises(fetching.NotFetched, match="leads to this machine"):
        fetching.checked_redirect("https://localhost/page.md", "https://docs.example/page.md")


# Politeness.


@pytest.mark.parametrize("output", ["7", "Tue, 01 Dec 2026 12:00:07 GMT"])
def test_a_host_that_asks_to_wait_is_given_the_time(breeze: Repository, docs: Docs, output: str) -> None:
    docs.on(PAGE, say(b"", f"Retry-After: {output}", status="429 Too Many Requests"), say(CHANGED))
    assert breeze.pull() == 0
    assert breeze.clock.slept[0] == 7.0
    assert breeze.page() == CHANGED


def test_a_host_is_given_a_rest_between_two_requests(tmp_path: Path, docs: Docs) -> None:
    both = Repository(tmp_path, docs, "breeze", "bland")
    docs.on(PAGE, say(BREEZE))
    docs.on("/bland/get-tts-generation.md", say(BLAND))
    assert both.pull() == 0
    assert both.clock.slept == [fetching.PAUSE]


def test_only_the_named_providers_are_asked_for(tmp_path: Path, docs: Docs) -> None:
    both = Repository(tmp_path, docs, "breeze", "bland")
    docs.on(PAGE, say(BREEZE))
    assert both.pull("breeze") == 0
    assert docs.asked == [PAGE]


# From files, and whole documents.


def test_pages_may_come_from_a_folder(breeze: Repository, docs: Docs, tmp_path: Path) -> None:
    file = tmp_path / "new/breeze/get-generation-job.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(CHANGED)
    assert breeze.pull("--from", str(tmp_path / "new")) == 0
    assert breeze.page() == CHANGED
    assert breeze.entry().pulled == LATER
    assert docs.asked == []


def test_a_file_that_is_not_there_is_told(
    breeze: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = refused(breeze, capsys, "--from", str(tmp_path / "nowhere"))
    assert "get-generation-job.md: cannot be read: No such file" in output


def test_an_unknown_provider_is_named(breeze: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert breeze.pull("suno") == 1
    assert "suno: no such provider; there are breeze" in capsys.readouterr().err


API: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get": {}}}}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (json.dumps(API).encode(), None),
        (b'{"openapi": "3.1.0", "paths"', "failed: line 1: "),
        (b'{"swagger": "2.0"}', "is not an OpenAPI 3 document"),
        (b'{"openapi": "3.1.0", "paths": {}}', "has no paths"),
        (b"[]", "is not an OpenAPI 3 document"),
    ],
)
def test_a_whole_openapi_document_is_a_page_too(
    breeze: Repository, docs: Docs, capsys: pytest.CaptureFixture[str], body: bytes, reason: str | None
) -> None:
    breeze.edit("breeze", 'file = "get-generation-job.md"', 'file = "openapi.json"\nkind = "openapi"')
    docs.on(PAGE, say(body, "Content-Type: application/json"))
    if reason is not None:
        assert reason in refused(breeze, capsys)
        return
    assert breeze.pull() == 0
    assert (breeze.specs / "breeze/pages/openapi.json").read_bytes() == body


# Stubs, which only name an OpenAPI document.

ANSWER = {"description": "It", "content": {"application/json": {"schema": {"properties": {"id": {"type": "string"}}}}}}
DOCUMENT = json.dumps({**API, "paths": {"/a": {"get": {"summary": "Get", "responses": {"200": ANSWER}}}}}).encode()
STUB = b'---\ntitle: Get\nopenapi: "api/openapi.json GET /a"\n---\n'


def put(folder: Path, **files: bytes) -> Path:
    """Write files of Breeze into a folder to pull from."""
    (folder / "breeze").mkdir(parents=True)
    for name, content in files.items():
        (folder / "breeze" / name).write_bytes(content)
    return folder


def as_before(repository: Repository, content: bytes) -> None:
    """Make content the page that was pulled before."""
    one = load_provider("breeze", repository.specs)
    entry = lock_page("breeze", one.pages[0], content, DAY, Validators())
    one.page_path(one.pages[0]).write_bytes(content)
    (repository.specs / "specs.lock").write_text(lock_text([entry]), encoding="utf-8")


def test_the_document_that_a_stub_names_takes_its_place(
    breeze: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {"get-generation-job.md": STUB, "openapi.json": DOCUMENT}
    assert breeze.pull("--accept", "--from", str(put(tmp_path / "new", **pages))) == 0
    (page,) = load_provider("breeze", breeze.specs).pages
    assert (page.file, page.kind) == ("openapi.json", "openapi")
    assert page.url == f"{breeze.docs.url}/breeze/api/openapi.json"
    assert [path.name for path in (breeze.specs / "breeze/pages").iterdir()] == ["openapi.json"]
    assert (breeze.entry().file, breeze.entry().url) == (page.file, page.url)
    output = " ".join(capsys.readouterr().out.split())
    assert "in place of get-generation-job.md, which only names it; provider.toml is changed" in output


def test_a_stub_that_was_pulled_before_is_followed_though_it_has_not_changed(breeze: Repository, docs: Docs) -> None:
    as_before(breeze, STUB)
    docs.on(PAGE, say(STUB))
    docs.on("/breeze/api/openapi.json", say(DOCUMENT, "Content-Type: application/json"))
    assert breeze.pull() == 0
    assert load_provider("breeze", breeze.specs).pages[0].kind == "openapi"


def test_a_stub_whose_document_does_not_come_changes_nothing(
    breeze: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = put(tmp_path / "new", **{"get-generation-job.md": STUB})
    output = refused(breeze, capsys, "--accept", "--from", str(folder))
    assert "it only names the OpenAPI document" in output
    assert "openapi.json: cannot be read: No such file" in output


def test_a_document_without_the_operation_of_its_stub_needs_a_look(
    breeze: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {"get-generation-job.md": STUB, "openapi.json": DOCUMENT}
    assert "lacks GET /v1" in refused(breeze, capsys, "--from", str(put(tmp_path / "new", **pages)))


def test_the_lock_is_written_as_it_is_read() -> None:
    lock = SPECS / "specs.lock"
    assert lock_text(read_lock(lock)) == lock.read_text(encoding="utf-8")
