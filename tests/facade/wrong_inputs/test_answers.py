"""What a client says of its environment, of answers and of missing fields."""

from __future__ import annotations

import asyncio
import inspect
import sys

import httpx
import pytest
from generation_jobs import (
    ArchivedProviderWarning,
    AsyncJobs,
    ConfigurationError,
    GenerationJobsError,
    Jobs,
    NotFoundError,
    PlayAI,
)

from tests.facade.wrong_inputs.calling import (
    BREEZE,
    NOWHERE,
    REF,
    SPEECH,
    create,
)

PLAYAI = PlayAI(api_key="ak_key_of_nobody", user_id="usr_nobody")


def test_httpx_was_uninstalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "httpx")
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [finder for finder in sys.meta_path if "Editable" not in repr(finder)])
    with pytest.raises(ConfigurationError, match=r"httpx is not installed: run pip install httpx, or call httpx2"):
        Jobs([])


@pytest.mark.parametrize("value", ["yes", "true", "2"])
def test_a_switch_in_the_environment_is_1_or_0(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("GENJOBS_ALLOW_PRIVATE_MEDIA", value)
    with pytest.raises(ConfigurationError, match=f"GENJOBS_ALLOW_PRIVATE_MEDIA='{value}': set it to 1 for yes"):
        create()


def test_nothing_is_sent_when_the_files_could_not_be_saved() -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(404)

    with create(transport=httpx.MockTransport(answer)) as jobs, pytest.raises(ConfigurationError, match="is a file"):
        jobs.generate("breeze", __file__, **SPEECH)
    assert sent == []


def test_a_404_that_is_not_in_the_providers_words_may_be_of_another_address() -> None:
    with create() as jobs, pytest.raises(GenerationJobsError, match="404; check the base URL, and the id, and that"):
        jobs.get(REF)


def test_a_second_loop_may_use_the_same_client() -> None:
    jobs = AsyncJobs([BREEZE], transport=NOWHERE)
    for _ in range(2):
        with pytest.raises(GenerationJobsError, match="answered 404"):
            asyncio.run(jobs.get(REF))
    asyncio.run(jobs.close())


def test_warnings_point_at_the_line_of_the_user() -> None:
    def use(jobs: Jobs) -> None:
        with pytest.raises(GenerationJobsError):
            jobs.get("playai:00000000-0000-4000-8000-000000000000")

    async def use_async() -> None:
        with pytest.raises(GenerationJobsError):
            await AsyncJobs([PLAYAI], transport=NOWHERE).get("playai:00000000-0000-4000-8000-000000000000")

    with pytest.warns(ArchivedProviderWarning) as seen:
        use(create([PLAYAI]))
        asyncio.run(use_async())
    assert [warning.filename for warning in seen] == [__file__, __file__]


def test_async_jobs_has_docstrings_of_its_own() -> None:
    names = [name for name in dir(Jobs) if not name.startswith("_") and callable(getattr(Jobs, name))]
    for name in names:
        ours, other = (inspect.getdoc(getattr(kind, name)) or "" for kind in (AsyncJobs, Jobs))
        assert ours and "See `Jobs." not in ours, name
        if name != "close":
            assert ours.partition("\n")[0] == other.partition("\n")[0], name


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
def test_several_fields_that_are_missing_are_named_in_one_sentence() -> None:
    with create([PLAYAI]) as jobs, pytest.raises(ConfigurationError, match=r"^playai needs model, text and voice$"):
        jobs.submit("playai")


def test_a_list_that_is_not_found_is_no_matter_of_an_id() -> None:
    with create() as jobs, pytest.raises(NotFoundError, match=r"^breeze: .* 404; check the base URL$"):
        list(jobs.list("breeze"))
