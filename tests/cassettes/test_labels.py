"""What stands around the recordings: labels, secrets, drift."""

import datetime
from dataclasses import replace

import pytest

from scripts.cassettes.cassette import Label, read_label, spec_version, write_labelled
from scripts.cassettes.drift import drift
from scripts.cassettes.scenarios import SCENARIOS
from scripts.cassettes.scrub import scrub_request, scrub_response, suspicions
from scripts.record import CASSETTES, main, record

PATHS = sorted(CASSETTES.glob("*/*.yaml"))
every_cassette = pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")


def scenario_named(title):
    return next(scenario for scenario in SCENARIOS if scenario.title == title)


def test_each_story_has_its_cassette():
    recorded = {path for path in PATHS if path.stem != "live"}
    assert recorded == {scenario.path(CASSETTES) for scenario in SCENARIOS}


@every_cassette
def test_label_says_where_and_when(path):
    label = read_label(path)
    assert label.recorded == ("live" if path.stem == "live" else "sandbox")
    assert datetime.date.fromisoformat(label.day)
    assert path.read_text().startswith("label:\n  recorded: ")


@every_cassette
def test_recorded_under_the_spec_that_is_in_force(path):
    if path.stem != "live":
        assert read_label(path).spec == spec_version(path.parent.name), "run: nox -s record"


@every_cassette
def test_short_enough_for_vcr(path):
    assert path.read_text().count("\n- request:") < 50


@every_cassette
def test_holds_no_secret(path):
    assert list(suspicions(path.read_bytes())) == []


@every_cassette
def test_sandbox_says_nothing_that_the_spec_does_not_know(path):
    if read_label(path).recorded == "sandbox":
        assert drift(path, path.parent.name) == []


@pytest.mark.parametrize(
    "secret",
    [
        b"xi-api-key: brz_1234567890",
        b"authorization: Bearer abcdefgh12345",
        b"      x-user-id:\n      - u1",
        b"https://cdn.example/a.mp3?X-Amz-Signature=abc&X-Amz-Expires=60",
        b"https://cdn.example/a.mp3?a=b&token=123",
        b"eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSMeKKF2QT4",
        b"https://user:secret@proxy.example/",
        b'"user_id":"u1"',
    ],
)
def test_scan_finds_a_secret(secret):
    assert list(suspicions(b"interactions:\n- " + secret))


class Sent:
    def __init__(self, uri, body=b""):
        self.uri = uri
        self.headers = {"xi-api-key": "brz_1234567890", "accept": "application/json", "X-USER-ID": "me"}
        self.body = body


def test_scrubbing_a_request_leaves_what_is_no_secret():
    request = scrub_request(Sent("https://cdn.example/a.mp3?X-Amz-Signature=abc"))
    assert request.headers == {"accept": "application/json"}
    assert request.uri == "https://cdn.example/a.mp3?scrubbed"


def test_documented_parameters_are_kept_and_others_take_them_along():
    own = "https://api.breeze.blue/v1/history?page_size=2&start_after_history_item_id=job_1"
    assert scrub_request(Sent(own)).uri == own
    assert scrub_request(Sent(f"{own}&token=abc")).uri == "https://api.breeze.blue/v1/history?scrubbed"


def test_scrubbing_what_is_sent_takes_signed_urls():
    request = scrub_request(Sent("https://pub.finetuning.ai/", b'{"webhook":"https://me.example/hook?token=abc"}'))
    assert request.body == b'{"webhook":"https://me.example/hook?scrubbed"}'


def test_an_account_that_is_a_uuid_stays_one():
    body = b'{"user_id": "0b6a2c53-6d3c-4a57-9a0c-6c5b0f6a9f10", "username": "me"}'
    scrubbed = scrub_response({"headers": {"content-type": ["application/json"]}, "body": {"string": body}})
    assert scrubbed["body"]["string"] == (
        b'{"user_id": "00000000-0000-0000-0000-000000000000", "username": "scrubbed"}'
    )


def test_scrubbing_a_response_takes_signed_urls_and_cookies():
    response = {
        "headers": {"content-type": ["application/json"], "Set-Cookie": ["a=b"], "Date": ["today"]},
        "body": {"string": b'{"url": "https://cdn.example/a.mp3?sig=abc", "text": "why?", "user_id": "u1"}'},
    }
    scrubbed = scrub_response(response)
    assert scrubbed["headers"] == {"content-type": ["application/json"]}
    assert (
        scrubbed["body"]["string"]
        == b'{"url": "https://cdn.example/a.mp3?scrubbed", "text": "why?", "user_id": "scrubbed"}'
    )


@pytest.mark.parametrize(
    ("title", "known", "unknown", "place", "where"),
    [
        ("breeze-succeeded", '"status":"active"', '"status":"dreaming","dream":1', "/dream", "status 200"),
        ("finetuning-submit", '"duration":60', '"duration":60,"dream":1', "/dream", "request"),
    ],
)
def test_drift_is_reported_with_its_place(tmp_path, title, known, unknown, place, where):
    scenario = scenario_named(title)
    text = scenario.path(CASSETTES).read_text()
    assert known in text
    planted = tmp_path / "planted.yaml"
    planted.write_text(text.replace(known, unknown))
    found = {entry.place: entry.what for entry in drift(planted, scenario.provider)}
    assert where in found[place]


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.title)
def test_recording_twice_gives_the_same(scenario, tmp_path):
    assert record(scenario, tmp_path / "1").read_bytes() == record(scenario, tmp_path / "2").read_bytes()


def test_a_story_that_comes_out_otherwise_is_not_recorded(tmp_path):
    scenario = replace(scenario_named("oxen-submit"), expected="something else")
    with pytest.raises(RuntimeError, match=r"oxen-submit: the result is .*QUEUED.*, not 'something else'"):
        record(scenario, tmp_path)


def test_a_live_recording_without_a_key_says_what_to_set(monkeypatch, capsys):
    monkeypatch.delenv("BREEZE_API_KEY", raising=False)
    with pytest.raises(SystemExit):
        main(["--live", "breeze", "job_1"])
    assert "BREEZE_API_KEY" in capsys.readouterr().err


def test_recording_the_same_again_keeps_the_day(tmp_path):
    fresh, kept = tmp_path / "fresh.yaml", tmp_path / "kept.yaml"
    fresh.write_text("interactions: []\nversion: 1\n")
    assert write_labelled(kept, fresh, Label("sandbox", "2026-01-01", "breeze 1"))
    before = kept.read_bytes()
    assert not write_labelled(kept, fresh, Label("sandbox", "2026-02-02", "breeze 1"))
    assert kept.read_bytes() == before
    fresh.write_text("interactions: []\nversion: 2\n")
    assert write_labelled(kept, fresh, Label("sandbox", "2026-02-02", "breeze 1"))
    assert read_label(kept).day == "2026-02-02"
