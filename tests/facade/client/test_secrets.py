"""A key shows nowhere: not in errors and their causes, not in pickles, logs, or the local variables of a traceback."""

from __future__ import annotations

import logging
import pickle
import traceback
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import APIError, Bland, Finetuning, GenerationJobsError, Policy, SubmitUncertain

from tests.facade.bodies import BREEZE_URL, FINETUNING_URL, IMAGE, OXEN_URL, SETTINGS, breeze, finetuning, oxen
from tests.facade.script import HTML, Answer, lost, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import World

KEY = "ft_secret_key"
URL = BREEZE_URL.format(id="1")
FAILURES = {
    "refused key": reply({"code": "AUTH_REQUIRED", "detail": "no", "error": "no"}, 401),
    "server": reply({}, 500),
    "redirect": Answer(302, headers={"location": "https://evil.example"}),
    "HTML": HTML,
    "reset": lost(),
    "cut off": Answer(chunks=(b"{", httpx.RemoteProtocolError("cut"))),
    "bad URL": Answer(error=httpx.InvalidURL("bad")),
    "failed": reply(breeze("failed")),
    "never ends": reply(breeze("active")),
    "unknown word": reply(breeze("hibernating")),
}


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("use", ["get", "wait", "download"])
def test_no_failure_shows_the_key(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture, answer: Answer, use: str
) -> None:
    world.script.on(URL, answer)
    jobs = world.jobs(SETTINGS["breeze"])
    with caplog.at_level(logging.DEBUG):
        try:
            jobs.download("breeze:1", tmp_path) if use == "download" else getattr(jobs, use)("breeze:1")
        except GenerationJobsError as error:
            shown = [
                repr(error),
                str(pickle.dumps(error)),
                str(vars(error)),
                *traceback.format_exception(error),
                *_ours(error),
            ]
            assert "brz_secret" not in "".join(shown)
            assert not _hold_a_request(error)
    assert "brz_secret" not in caplog.text
    assert "brz_secret" not in repr(jobs)


@pytest.mark.parametrize("status", [200, 401])
@pytest.mark.parametrize("use", ["get", "submit"])
def test_a_key_in_the_place_of_an_id_is_no_ref(
    world: World, caplog: pytest.LogCaptureFixture, use: str, status: int
) -> None:
    body = reply(finetuning("failed", id=KEY), status)
    world.script.on(FINETUNING_URL.format(id="1"), body)
    world.script.on(FINETUNING_URL.removesuffix("/{id}"), body)
    jobs = world.jobs(Finetuning(api_key=KEY))
    with caplog.at_level(logging.DEBUG), pytest.raises(GenerationJobsError) as caught:
        jobs.get("finetuning:1") if use == "get" else jobs.submit("finetuning", tags="lofi")
    error = caught.value
    assert KEY not in "".join([repr(error), str(pickle.dumps(error)), str(vars(error)), *_ours(error), caplog.text])


def test_a_job_of_a_submit_holds_no_key_that_its_failure_repeats(world: World) -> None:
    body = reply(finetuning("failed", id="1", errorMessage=f"no such key: {KEY}"))
    world.script.on(FINETUNING_URL.removesuffix("/{id}"), body)
    job = world.jobs(Finetuning(api_key=KEY)).submit("finetuning", tags="lofi")
    assert KEY not in f"{job!r} {pickle.dumps(job)!r} {job.to_dict()}"


def test_a_submit_whose_response_repeats_the_key_and_names_no_job(world: World) -> None:
    world.script.on(FINETUNING_URL.removesuffix("/{id}"), reply(finetuning("pending", id=None, prompt=KEY)))
    with pytest.raises(SubmitUncertain) as caught:
        world.jobs(Finetuning(api_key=KEY)).submit("finetuning", tags="lofi")
    assert KEY not in "".join([str(pickle.dumps(caught.value)), *_ours(caught.value)])


def test_jobs_of_a_list_hold_no_key_but_in_the_urls_of_results(world: World) -> None:
    row = finetuning("completed", id="1", prompt=KEY, audioUrl=f"https://media.example/{KEY}.mp3")["data"]
    rows = [row, {**row, "id": KEY}]
    world.script.on(FINETUNING_URL.removesuffix("/{id}"), reply({"data": {"generations": rows, "hasMore": False}}))
    [job] = world.jobs(Finetuning(api_key=KEY)).list("finetuning")
    assert job.media[0].url == f"https://media.example/{KEY}.mp3"
    assert KEY not in str(pickle.dumps(job.raw))


def test_words_of_a_success_that_is_an_error_hold_no_key(world: World, caplog: pytest.LogCaptureFixture) -> None:
    said = {"data": None, "errors": [{"error": f"NO {KEY}", "message": f"no such key: {KEY}"}]}
    world.script.on("https://api.bland.ai/v1/speak/samples/1", reply(said))
    refused = {"data": {"deleted": [], "errors": [{"id": "1", "error": f"no such key: {KEY}"}]}}
    world.script.on(FINETUNING_URL.format(id="bulk-delete"), reply(refused))
    jobs = world.jobs(Bland(api_key=KEY), Finetuning(api_key=KEY))
    world.script.on("https://api.bland.ai/v1/speak/samples", reply(said))
    for call in (lambda: jobs.get("bland:1"), lambda: jobs.delete("finetuning:1"), lambda: list(jobs.list("bland"))):
        with pytest.raises(APIError, match=r"no such key: \[secret\]") as caught:
            call()
        error = caught.value
        assert KEY not in "".join([repr(error), str(pickle.dumps(error)), str(vars(error)), *_ours(error), caplog.text])


def _ours(error: BaseException) -> list[str]:
    """What a crash reporter shows: the tracebacks with the local variables of the package's own frames."""
    told_of: traceback.TracebackException | None
    told_of, shown = traceback.TracebackException.from_exception(error, capture_locals=True), list[str]()
    while told_of is not None:
        shown += [str(frame.locals) for frame in told_of.stack if "generation_jobs" in frame.filename]
        told_of = told_of.__cause__ or told_of.__context__
    return shown


def _hold_a_request(error: BaseException | None) -> bool:
    """Whether an error, or a cause that is shown with it, carries the request: its headers hold the key."""
    while error is not None:
        if isinstance(error, httpx.HTTPError):
            return True
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return False


def test_the_log_holds_no_query_of_a_result_url(world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    signed = f"{IMAGE}?X-Amz-Signature=verysecret"
    world.script.on(OXEN_URL.format(id="1"), reply(oxen("succeeded", result_url=signed)))
    world.script.on(signed, Answer(headers={"content-type": "image/png"}, chunks=(b"picture",)))
    caplog.set_level(logging.DEBUG)
    world.jobs(SETTINGS["oxen"]).download("oxen:1", tmp_path)
    assert IMAGE in caplog.text
    assert "verysecret" not in caplog.text


def test_a_header_of_the_policy_never_replaces_the_key(world: World) -> None:
    world.script.on(OXEN_URL.format(id="gen-1"), reply(oxen("processing")))
    policy = Policy(headers={"authorization": "Bearer other", "X-Team": "video"})
    world.jobs(SETTINGS["oxen"], policies={"oxen": policy}).get("oxen:gen-1")
    [request] = world.script.requests
    assert request.headers.get_list("authorization") == ["Bearer oxen-secret"]
    assert request.headers["x-team"] == "video"
