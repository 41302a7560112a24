"""Every operation beyond getting a job as data: what a user types, what is sent for it, what comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.clients.cases import BLAND, BREEZE, FINETUNING, OXEN, PLAYAI, Case
from tests.clients.shells import put


@dataclass(frozen=True)
class Call:
    """One call of a method. ``answer`` is JSON, or the bytes of a file."""

    case: Case
    method: str
    sent: str
    answer: Any
    arguments: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    json: dict[str, Any] | None = None
    status: int = 200
    headers: dict[str, str] | None = None

    @property
    def content(self) -> bytes:
        return self.answer if isinstance(self.answer, bytes) else json.dumps(self.answer).encode()

    @property
    def known_by(self) -> dict[str, str]:
        """The headers that the provider knows the caller by."""
        return self.headers or self.case.headers

    def __str__(self) -> str:
        return f"{self.case}-{self.method}"


SPEECH = b"RIFF\x00\x00 not JSON"
TTS_JOB = {"generation_job_id": "job_1", "history_item_id": "job_1", "status": "active"}
HISTORY_ITEM = {"history_item_id": "h1", "source": "TTS", "voice_id": None, "state": "ready"}
HISTORY = {"history": [HISTORY_ITEM], "has_more": False, "total": 1, "page": 1, "page_size": 50}
ROW = OXEN.body["generation"]
QUEUE = {"count": 1, "generations": [ROW]}
CANCELLED = {"status": "success", "generation_id": "g"}
INDEX = {
    "count": 1,
    "generations": [ROW],
    "page_number": 1,
    "page_size": 50,
    "total_pages": 1,
    "total_entries": 1,
    "total_cost": None,
}
CREATED = {
    "id": "gen_1",
    "status": "processing",
    "prompt": "lofi",
    "parameters": {"duration": 60},
    "webhook": None,
    "creditsRemaining": 9,
    "createdAt": "2025-01-15T10:30:00Z",
}
LIST = {"data": {"generations": [FINETUNING.body["data"]], "hasMore": False, "nextOffset": None}}
LIMITS = {"monthlyGenerations": 9, "generationsUsed": 1, "queueDepth": 2}
ENTITLEMENTS = {
    "plan_code": "free",
    "status": "active",
    "billing_interval": None,
    "cancel_at_period_end": False,
    "current_period_start": None,
    "current_period_end": None,
    "monthly_creative_credits": 10,
    "saved_voice_limit": 3,
    "saved_project_limit": 1,
    "max_concurrent_generations": 3,
    "studio_long_form_access": False,
    "commercial_use_allowed": False,
}

BREEZE_API, BLAND_API, OXEN_API = "https://api.breeze.blue/v1", "https://api.bland.ai", "https://hub.oxen.ai/api/ai"
FINETUNING_API = "https://pub.finetuning.ai/v1"

SUBMITS = {
    "breeze": Call(
        BREEZE,
        "create_tts_job",
        f"POST {BREEZE_API}/text-to-speech/voc%2Fx?delivery=async&output_format=wav",
        TTS_JOB,
        arguments=("voc/x",),
        fields={"text": "Hello", "output_format": "wav", "voice_settings": {"speed": 1.2, "guidance_scale": None}},
        json={"text": "Hello", "voice_settings": {"speed": 1.2, "guidance_scale": None}},
        status=202,
    ),
    "playai": Call(
        PLAYAI,
        "create_tts_job",
        "POST https://api.play.ai/api/v1/tts",
        put(PLAYAI.body, ("createdAt",), "2025-01-15T10:30:00+00:00"),
        fields={
            "model": "PlayDialog",
            "text": "Hi",
            "voice": "s3://v",
            "output_format": "ogg",
            "web_hook_url": "https://x",
        },
        json={"model": "PlayDialog", "text": "Hi", "voice": "s3://v", "outputFormat": "ogg", "webHookUrl": "https://x"},
        status=201,
    ),
    "bland": Call(
        BLAND,
        "create_speech",
        f"POST {BLAND_API}/v2/tts",
        SPEECH,
        fields={"text": "Hi", "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01", "audio": {"sample_rate": 16000}},
        json={"text": "Hi", "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01", "audio": {"sample_rate": 16000}},
        headers={"authorization": "Bearer SECRET-KEY"},
    ),
    "oxen": Call(
        OXEN,
        "create_generations",
        f"POST {OXEN_API}/queue",
        {"generations": [{"generation_id": "g1", "status": "queued"}, {"generation_id": "g2", "status": "queued"}]},
        fields={"model": "m", "prompt": "a cat", "num_generations": 2, "extra": {"input_image": ["https://x/i.png"]}},
        json={"model": "m", "prompt": "a cat", "num_generations": 2, "input_image": ["https://x/i.png"]},
    ),
    "finetuning": Call(
        FINETUNING,
        "create_generation",
        f"POST {FINETUNING_API}/generations",
        {"data": CREATED},
        fields={"tags": "lofi", "duration": 60, "key": "F#", "timesignature": "3"},
        json={"tags": "lofi", "duration": 60, "key": "F#", "timesignature": "3"},
        status=202,
    ),
}

CALLS = (
    *SUBMITS.values(),
    Call(
        BREEZE,
        "create_speech",
        f"POST {BREEZE_API}/text-to-speech/v",
        SPEECH,
        arguments=("v",),
        fields={"text": "Hello"},
        json={"text": "Hello"},
    ),
    Call(
        BREEZE,
        "create_tts_job_with_timestamps",
        f"POST {BREEZE_API}/text-to-speech/v/with-timestamps?delivery=async",
        TTS_JOB,
        arguments=("v",),
        fields={"text": "Hello"},
        json={"text": "Hello"},
    ),
    Call(
        BREEZE,
        "list_history",
        f"GET {BREEZE_API}/history?search=a+b&from=x&page_size=2",
        HISTORY,
        fields={"search": "a b", "from_": "x", "page_size": 2},
    ),
    Call(
        BREEZE,
        "get_history_item",
        f"GET {BREEZE_API}/history/h%3F",
        {**HISTORY_ITEM, "history_item_id": "h?"},
        arguments=("h?",),
    ),
    Call(BREEZE, "get_history_item_audio", f"GET {BREEZE_API}/history/h/audio", SPEECH, arguments=("h",)),
    Call(BREEZE, "delete_history_item", f"DELETE {BREEZE_API}/history/h", {"status": "active"}, arguments=("h",)),
    Call(BREEZE, "get_entitlements", f"GET {BREEZE_API}/entitlements", ENTITLEMENTS),
    Call(
        BLAND,
        "create_speech_v1",
        f"POST {BLAND_API}/v1/speak",
        SPEECH,
        fields={"text": "Hi", "voice_id": "willow", "stream": False},
        json={"text": "Hi", "voice_id": "willow", "stream": False},
    ),
    Call(
        BLAND,
        "list_tts_generations",
        f"GET {BLAND_API}/v1/speak/samples?limit=5&offset=0",
        {"data": [{"id": "a", "text": "x"}], "errors": None, "total": 1, "limit": 5, "offset": 0},
        fields={"limit": 5, "offset": 0},
    ),
    Call(
        OXEN,
        "list_queue",
        f"GET {OXEN_API}/queue?status=failed",
        {"count": 1, "generations": [ROW]},
        fields={"status": "failed"},
    ),
    Call(
        OXEN,
        "get_queued_generation",
        f"GET {OXEN_API}/queue/{ROW['generation_id']}",
        ROW,
        arguments=(ROW["generation_id"],),
    ),
    Call(
        OXEN,
        "cancel_generation",
        f"DELETE {OXEN_API}/queue/g",
        {"status": "success", "generation_id": "g"},
        arguments=("g",),
    ),
    Call(OXEN, "retry_generation", f"POST {OXEN_API}/queue/g/retry", {}, arguments=("g",)),
    Call(
        OXEN,
        "list_generations",
        f"GET {OXEN_API}/generations?page=2&page_size=1000",
        INDEX,
        fields={"page": 2, "page_size": 1000},
    ),
    Call(
        FINETUNING,
        "list_generations",
        f"GET {FINETUNING_API}/generations?limit=20&status=completed&type=music",
        LIST,
        fields={"limit": 20, "status": "completed", "type_": "music"},
    ),
    Call(
        FINETUNING,
        "delete_generations",
        f"POST {FINETUNING_API}/generations/bulk-delete",
        {"data": {"deleted": ["a"], "errors": [{"id": "b", "error": "Track not found or not owned by you"}]}},
        fields={"ids": ["a", "b"]},
        json={"ids": ["a", "b"]},
    ),
    Call(
        FINETUNING,
        "get_me",
        f"GET {FINETUNING_API}/me",
        {"data": {"id": "u", "email": "e", "name": "n", "tier": "pro", "limits": LIMITS}},
    ),
)
FILES = tuple(call for call in CALLS if isinstance(call.answer, bytes))
