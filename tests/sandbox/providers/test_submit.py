"""Starting a generation: the answers, the jobs, and what is refused."""

from __future__ import annotations

import io
import re
import wave
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.conftest import KEYS, SUBMITS, Caller, Clock, submitted

if TYPE_CHECKING:
    from generation_jobs_sandbox import World


VOICE = "2b3c4d5e-6f70-8901-2345-6789abcdef01"


BEARER = {"Authorization": "Bearer org_test"}


@pytest.mark.parametrize(
    ("provider", "status", "words"),
    [
        ("breeze", 202, ["active", "active", "ready"]),
        ("playai", 201, ["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"]),
        ("oxen", 200, ["queued", "processing", "succeeded"]),
        ("finetuning", 202, ["pending", "processing", "completed"]),
    ],
)
def test_a_submitted_job_lives_as_long_as_the_world_says(
    provider: str, status: int, words: list[str], world: World, clock: Clock, caller: Caller
) -> None:
    world.queued, world.running = 2.0, 4.0
    answer = caller.submit(provider)
    assert answer.status_code == status
    job, seen = submitted(provider, answer), []
    for _ in range(3):
        seen += [word for word in dict.fromkeys(words) if f'"status":"{word}"' in caller.job(provider, job).text]
        clock.forward(3)
    assert seen == words


def test_each_provider_answers_a_submit_as_documented(caller: Caller) -> None:
    breeze = caller.submit("breeze").json()
    assert set(breeze) == {"generation_job_id", "history_item_id", "status"}
    assert caller.submit("playai").json()["output"] == {"status": "IN_PROGRESS"}
    oxen = caller.submit("oxen", num_generations=3).json()["generations"]
    assert [row["status"] for row in oxen] == ["queued"] * 3
    assert len({row["generation_id"] for row in oxen}) == 3
    answered = caller.submit("finetuning", key="C", scale="minor", bpm=85, timesignature="3", language="en").json()[
        "data"
    ]
    assert (answered["status"], answered["webhook"], answered["createdAt"]) == (
        "processing",
        None,
        "2026-11-23T12:00:00Z",
    )
    assert answered["parameters"]["keyscale"] == "C minor"
    assert (answered["parameters"]["timesignature"], answered["parameters"]["language"]) == ("3", "en")


def test_a_job_repeats_what_was_submitted(world: World, caller: Caller) -> None:
    def answered(provider: str, **fields: Any) -> Any:
        return caller.job(provider, submitted(provider, caller.submit(provider, **fields))).json()

    breeze = answered("breeze", text="Guten Tag", model_id="breeze-tts-2-multilingual")
    assert (breeze["text"], breeze["voice_id"]) == ("Guten Tag", "voc_x")
    assert breeze["model_id"] == "breeze-tts-2-multilingual"
    assert answered("playai", text="Guten Tag")["input"]["text"] == "Guten Tag"
    oxen = answered("oxen", aspect_ratio="16:9", input_image="https://pictures.example/a.png", status="free")[
        "generation"
    ]
    assert (oxen["aspect_ratio"], oxen["input_image"]) == ("16:9", "https://pictures.example/a.png")
    assert oxen["status"] == "queued"  # its own field, whatever was sent
    music = answered("finetuning", tags="drums", timesignature="3", duration=30)["data"]
    assert (music["prompt"], music["parameters"]["timesignature"]) == ("drums", 3)
    assert music["parameters"]["duration"] == 30


@pytest.mark.parametrize("provider", ["playai", "oxen", "finetuning", "breeze"])
def test_a_job_is_there_for_the_key_that_submitted_it(provider: str, caller: Caller) -> None:
    job = submitted(provider, caller.submit(provider))
    stranger = {
        "breeze": ("https://api.breeze.blue/v1/generation-jobs/", {"xi-api-key": "brz_other"}),
        "playai": ("https://api.play.ai/api/v1/tts/", {"Authorization": "Bearer o", "X-USER-ID": "o"}),
        "oxen": ("https://hub.oxen.ai/api/ai/generations/", {"Authorization": "Bearer other"}),
        "finetuning": ("https://pub.finetuning.ai/v1/generations/", {"X-API-Key": "ft_live_" + "0" * 32}),
    }
    url, headers = stranger[provider]
    assert caller.job(provider, job).status_code == 200
    assert caller.get(url + job, headers).status_code == 404


@pytest.mark.parametrize("provider", SUBMITS)
def test_a_submit_needs_a_key(provider: str, world: World, caller: Caller) -> None:
    line, body = SUBMITS[provider]
    host = {"breeze": "api.breeze.blue", "playai": "api.play.ai", "bland": "api.bland.ai", "oxen": "hub.oxen.ai"}
    url = f"https://{host.get(provider, 'pub.finetuning.ai')}{line.removeprefix('POST ')}"
    assert caller.get(url, {}, "POST", body).status_code == 401
    assert world.submissions == []


@pytest.mark.parametrize(
    ("provider", "fields", "status", "code", "field"),
    [
        ("breeze", {"text": ""}, 422, "VALIDATION_ERROR", "text"),
        ("breeze", {"text": None}, 422, "VALIDATION_ERROR", "text"),
        ("breeze", {"voice_settings": {"speed": 2.1}}, 422, "VALIDATION_ERROR", "voice_settings.speed"),
        ("breeze", {"voice_settings": {"guidance_scale": 0.9}}, 422, "VALIDATION_ERROR", "guidance_scale"),
        ("breeze", {"voice": "voc_y"}, 422, "VALIDATION_ERROR", "voice"),
        ("playai", {"model": "PlayDialog-turbo"}, 400, "INVALID_PARAMETERS", "model"),
        ("playai", {"text": "x" * 50_001}, 400, "INVALID_PARAMETERS", "text"),
        ("playai", {"model": "Play3.0-mini", "text": "x" * 20_001}, 400, "INVALID_PARAMETERS", "text"),
        ("bland", {"text": "x" * 5001}, 400, "Invalid Input", "text"),
        ("bland", {"output_format": "pcm_48000"}, 400, "Invalid Input", "output_format"),
        ("oxen", {"num_generations": 5}, 400, "invalid_params", "num_generations"),
        ("oxen", {"num_generations": 0}, 400, "invalid_params", "num_generations"),
        ("oxen", {"model": "gpt-5"}, 400, "invalid_params", "unsupported_media_type"),
        ("finetuning", {"tags": "x" * 701}, 400, "VALIDATION_ERROR", "tags"),
        ("finetuning", {"duration": 4}, 400, "VALIDATION_ERROR", "duration"),
        ("finetuning", {"timesignature": 4}, 400, "VALIDATION_ERROR", "timesignature"),
        ("finetuning", {"webhook": "https://192.168.0.9/hook"}, 400, "VALIDATION_ERROR", "webhook"),
        ("finetuning", {"webhook": "https://localhost/hook"}, 400, "VALIDATION_ERROR", "webhook"),
    ],
)
def test_what_is_outside_the_documented_limits_is_refused_and_costs_nothing(
    provider: str, fields: dict[str, Any], status: int, code: str, field: str, world: World, caller: Caller
) -> None:
    answer = caller.submit(provider, **fields)
    assert answer.status_code == status
    assert code in answer.text
    assert field in answer.text
    (submission,) = world.submissions
    assert not submission.accepted
    assert world.jobs(provider) == []


def test_a_body_that_is_no_json_is_refused(world: World, caller: Caller) -> None:
    answer = caller.do("finetuning", "POST /v1/generations")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"aspect_ratio": "wide"}, "aspect_ratio 'wide' is not supported"),
        ({"duration": 0}, "duration 0 is not supported"),
        ({"multi_prompt": ["a"]}, "Cannot provide both 'prompt' and 'multi_prompt'"),
        ({"prompt": ""}, "Prompt cannot be empty"),
    ],
)
def test_oxen_finds_bad_parameters_when_the_job_runs(
    fields: dict[str, Any], message: str, clock: Clock, caller: Caller
) -> None:
    job = submitted("oxen", caller.submit("oxen", **fields))
    assert caller.job("oxen", job).json()["generation"]["error_message"] is None
    clock.forward(10)
    answered = caller.job("oxen", job).json()["generation"]
    assert answered["status"] == "failed"
    assert message in answered["error_message"]


def test_oxen_refuses_an_unknown_model(caller: Caller) -> None:
    answer = caller.submit("oxen", model="bad-model-name")
    assert (answer.status_code, answer.json()) == (404, {"error": {"message": "Model not found: bad-model-name"}})


def test_breeze_answers_with_the_sound_unless_told_otherwise(caller: Caller) -> None:
    answer = caller.do("breeze", "POST /v1/text-to-speech/voc_x?output_format=wav", {"text": "Hello"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    job = answer.headers["history-item-id"]
    assert caller.job("breeze", job).json()["status"] == "ready"
    assert caller.job("breeze", job, "/audio").content == answer.content


def test_breeze_times_the_words_of_a_job_that_asked_for_it(clock: Clock, caller: Caller) -> None:
    line = "POST /v1/text-to-speech/voc_x/with-timestamps?delivery=async"
    job = caller.do("breeze", line, {"text": "one two"}).json()["generation_job_id"]
    assert "word_timestamps" not in caller.job("breeze", job).json()
    clock.forward(10)
    first, second = caller.job("breeze", job).json()["word_timestamps"]
    assert (first["word"], second["word"], second["index"]) == ("one", "two", 1)
    assert first["end"] == second["start"]


def test_breeze_refuses_other_deliveries_and_formats(caller: Caller) -> None:
    assert caller.do("breeze", "POST /v1/text-to-speech/voc_x?delivery=carrier", {"text": "x"}).status_code == 422
    answer = caller.do("breeze", "POST /v1/text-to-speech/voc_x?output_format=8track", {"text": "x"})
    assert answer.json()["meta"] == {"field": "output_format"}


@pytest.mark.parametrize("rate", [8000, 16000, 24000, 44100, 48000])
def test_blands_second_version_makes_a_wav_of_the_rate_asked_for(rate: int, caller: Caller) -> None:
    audio = {"container": "wav", "sample_rate": rate}
    answer = caller.get("https://api.bland.ai/v2/tts", BEARER, "POST", {"text": "Hi", "voice": VOICE, "audio": audio})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert answer.headers["x-sample-rate"] == str(rate)
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getframerate(), sound.getnframes()) == (rate, rate // 10)


def test_blands_second_version_makes_bare_samples_unless_told(caller: Caller) -> None:
    def made(**audio: Any) -> tuple[str, int]:
        body = {"text": "Hi", "voice": VOICE, "audio": audio}
        answer = caller.get("https://api.bland.ai/v2/tts", BEARER, "POST", body)
        return answer.headers["content-type"], len(answer.content)

    assert made() == ("audio/pcm", 9600)
    assert made(encoding="mulaw", sample_rate=8000) == ("audio/basic", 800)
    assert made(encoding="mulaw", sample_rate=8000, container="wav") == ("audio/wav", 844)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"voice": "willow"}, "unsupported_voice"),
        ({"text": "x" * 5001}, "text_too_long"),
        ({"audio": {"sample_rate": 22050}}, "unsupported_sample_rate"),
        ({"audio": {"encoding": "mp3"}}, "unsupported_encoding"),
        ({"audio": {"container": "ogg"}}, "unsupported_container"),
        ({"controls": {"stability": 2}}, "invalid_request"),
    ],
)
def test_blands_second_version_has_codes_of_its_own(fields: dict[str, Any], code: str, caller: Caller) -> None:
    body = {"text": "Hi", "voice": VOICE, **fields}
    answer = caller.get("https://api.bland.ai/v2/tts", BEARER, "POST", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_blands_versions_take_the_key_each_in_its_way(caller: Caller) -> None:
    v1, v2 = "https://api.bland.ai/v1/speak", "https://api.bland.ai/v2/tts"
    spoken = {"text": "Hi", "voice_id": "willow"}
    assert caller.get(v1, BEARER, "POST", spoken).status_code == 401
    refused = caller.get(v2, KEYS["bland"], "POST", {"text": "Hi", "voice": VOICE})
    assert (refused.status_code, set(refused.json())) == (401, {"error"})
    answer = caller.get(v1, KEYS["bland"], "POST", spoken)
    assert answer.headers["content-type"] == "audio/x-wav"
    assert re.fullmatch(r"\d+", answer.headers["x-latency"])
    assert float(answer.headers["x-cost"]) == 0.001


def test_a_generation_of_blands_can_be_found_by_its_text_and_is_the_same_sound(caller: Caller) -> None:
    sound = caller.submit("bland", text="Find me").content
    (row,) = caller.do("bland", "GET /v1/speak/samples").json()["data"]
    assert (row["text"], row["voice_id"]) == ("Find me", "willow")
    assert caller.job("bland", row["id"], "?format=audio").content == sound
