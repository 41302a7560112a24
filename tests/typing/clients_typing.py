"""Never run: what type checkers have to know of the clients, seen from outside.

`assert_type` fails the check where a method gives anything else; see the session `types`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from datetime import datetime
from typing import Any, assert_type

import bland_jobs_client
import breeze_jobs_client
import finetuning_jobs_client
import httpx
import httpx2
import oxen_jobs_client
import playai_jobs_client
from breeze_jobs_client import errors
from breeze_jobs_client.api.history import list_history
from breeze_jobs_client.api.text_to_speech import get_generation_job, get_generation_job_audio


def breeze() -> None:
    with breeze_jobs_client.BreezeClient(api_key="k", base_url="https://x.example", timeout=1) as client:
        assert_type(client, breeze_jobs_client.BreezeClient)
        job = client.get_generation_job("job")
        assert_type(job, breeze_jobs_client.GenerationJobResponse)
        assert_type(job.status, str | None)
        assert_type(job.date_unix, int | None)
        assert_type(job.error, breeze_jobs_client.GenerationJobErrorResponse | None)
        assert_type(job.additional_properties, dict[str, Any])
        assert_type(client.get_generation_job_audio("job"), bytes)
        assert_type(client.stream_generation_job_audio("job"), AbstractContextManager[Iterator[bytes]])
        detailed = get_generation_job.sync_detailed("job", client=client)
        assert_type(detailed, breeze_jobs_client.Response[breeze_jobs_client.GenerationJobResponse])
        assert_type(detailed.headers, Mapping[str, str])
        settings: breeze_jobs_client.requests.TtsVoiceSettings = {"speed": 1.2}
        created = client.create_tts_job("voc", text="Hello", voice_settings=settings)
        assert_type(created, breeze_jobs_client.AsyncTtsJob)
        assert_type(
            client.create_tts_job("voc", text="Hello", voice_settings={"speed": 1}), breeze_jobs_client.AsyncTtsJob
        )
        assert_type(client.create_speech("voc", text="Hello"), bytes)
        assert_type(client.stream_speech("voc", text="Hello"), AbstractContextManager[Iterator[bytes]])
        assert_type(client.list_history(sort_direction="asc"), breeze_jobs_client.HistoryList)
        assert_type(client.iter_history(), Iterator[breeze_jobs_client.HistoryItem])
        assert_type(client.delete_history_item("h"), breeze_jobs_client.GenericStatus)
        if job.text:
            assert_type(job.text, str)
        if job.word_timestamps:
            assert_type(job.word_timestamps, list[breeze_jobs_client.WordTimestamp])
    assert_type(breeze_jobs_client.BreezeClient.from_env(), breeze_jobs_client.BreezeClient)


async def breeze_async() -> None:
    async with breeze_jobs_client.AsyncBreezeClient(api_key="k") as client:
        assert_type(client, breeze_jobs_client.AsyncBreezeClient)
        assert_type(await client.get_generation_job("job"), breeze_jobs_client.GenerationJobResponse)
        assert_type(await client.get_generation_job_audio("job"), bytes)
        assert_type(client.stream_generation_job_audio("job"), AbstractAsyncContextManager[AsyncIterator[bytes]])
        assert_type(await client.create_tts_job("voc", text="Hello"), breeze_jobs_client.AsyncTtsJob)
        assert_type(client.iter_history(), AsyncIterator[breeze_jobs_client.HistoryItem])


def own_http_clients() -> None:
    breeze_jobs_client.BreezeClient(api_key="k", http_client=httpx.Client())
    breeze_jobs_client.BreezeClient(api_key="k", http_client=httpx2.Client())
    breeze_jobs_client.AsyncBreezeClient(api_key="k", http_client=httpx.AsyncClient())
    breeze_jobs_client.AsyncBreezeClient.from_env(http_client=httpx2.AsyncClient())
    breeze_jobs_client.BreezeClient(api_key="k", http_client=httpx2.AsyncClient())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    breeze_jobs_client.AsyncBreezeClient(api_key="k", http_client=httpx.Client())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def functions() -> None:
    assert_type(get_generation_job.get_kwargs("job"), dict[str, Any])
    assert_type(get_generation_job.parse(200, {}, b""), breeze_jobs_client.GenerationJobResponse)
    assert_type(get_generation_job_audio.parse(200, {}, b""), bytes)
    assert_type(breeze_jobs_client.auth_headers(api_key="k"), dict[str, str])
    assert_type(get_generation_job.auth_headers(api_key="k"), dict[str, str])
    page = list_history.parse(200, {}, b"")
    assert_type(list_history.items(page), list[breeze_jobs_client.HistoryItem])
    assert_type(list_history.next_page(page, list_history.get_kwargs()), dict[str, Any] | None)
    assert_type(playai_jobs_client.auth_headers(api_key="k", user_id="u"), dict[str, str])
    assert_type(errors.read_error(b""), tuple[str | None, str | None])


def error(caught: breeze_jobs_client.APIError) -> None:
    assert_type(caught.status_code, int)
    assert_type(caught.code, str | None)
    assert_type(caught.message, str | None)
    assert_type(caught.body, bytes)
    assert_type(caught.headers, Mapping[str, str])
    assert_type(caught.retry_after, float | None)


def playai() -> None:
    with playai_jobs_client.PlayAIClient(api_key="k", user_id="u") as client:
        job = client.get_tts_job("job")
        assert_type(job, playai_jobs_client.TtsAsyncJob)
        assert_type(job.created_at, datetime | str | None)
        assert_type(job.output, playai_jobs_client.TtsAsyncJobOutput)
        assert_type(job.output.status, playai_jobs_client.TtsAsyncJobOutputStatus | str | None)


def bland() -> None:
    with bland_jobs_client.BlandClient(api_key="k") as client:
        assert_type(client.get_tts_generation("id"), bland_jobs_client.TtsGenerationResponse)
        assert_type(client.get_tts_generation("id").data, bland_jobs_client.TtsGeneration | None)
        assert_type(client.get_tts_generation_audio("id"), bytes)
        assert_type(client.create_speech(text="Hi", voice="v", audio={"sample_rate": 16000}), bytes)
        assert_type(client.iter_tts_generations(), Iterator[bland_jobs_client.TtsGenerationListItem])


def oxen() -> None:
    with oxen_jobs_client.OxenClient(api_key="k") as client:
        row = client.get_generation("id").generation
        assert_type(row, oxen_jobs_client.Generation)
        assert_type(row.status, oxen_jobs_client.GenerationStatus | str | None)
        created = client.create_generations(model="m", prompt="p", duration="auto", extra={"input_image": "u"})
        assert_type(created.generations, list[oxen_jobs_client.EnqueuedGeneration] | None)
        assert_type(client.iter_generations(status="failed"), Iterator[oxen_jobs_client.Generation])


def finetuning() -> None:
    with finetuning_jobs_client.FinetuningClient(api_key="k") as client:
        assert_type(client.get_generation("id"), finetuning_jobs_client.GenerationResponse)
        assert_type(client.get_generation("id").data.created_at, str | None)
        assert_type(client.create_generation(tags="lofi", key="F#"), finetuning_jobs_client.CreateGenerationResponse)
        assert_type(client.iter_generations(), Iterator[finetuning_jobs_client.Generation])
        assert_type(client.delete_generations(ids=["a"]), finetuning_jobs_client.BulkDeleteResponse)


def wrong_arguments() -> None:
    with finetuning_jobs_client.FinetuningClient(api_key="k") as client:
        client.create_generation(tags="lofi", key="H")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        client.create_generation(tags="lofi", genre="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        client.create_generation(duration=60)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    with breeze_jobs_client.BreezeClient(api_key="k") as breeze:
        breeze.create_tts_job("v", text="x", voice_settings={"tempo": 1})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        breeze.create_tts_job("v", "x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
