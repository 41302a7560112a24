"""The five clients as data: what a user types, and what the provider answers."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import Any

ID = "job_01h"


@dataclass(frozen=True)
class Case:
    """One client, and one good answer.

    Places of fields, by their names in JSON: ``word`` holds a word, ``optional`` is not required and not in the
    answer, ``required`` is required.
    """

    provider: str
    prefix: str
    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    word: tuple[str, ...]
    optional: tuple[str, ...]
    required: tuple[str, ...]
    error: tuple[bytes, str | None, str | None]
    file_method: str | None = None
    file_path: str = ""
    credentials: dict[str, str] = field(default_factory=lambda: {"api_key": "SECRET-KEY"})
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def package(self) -> Any:
        return importlib.import_module(f"{self.provider}_jobs_client")

    @property
    def operation(self) -> Any:
        tag = "text_to_speech" if self.provider in {"breeze", "playai", "bland"} else "generations"
        return importlib.import_module(f"{self.provider}_jobs_client.api.{tag}.{self.method}")

    def __str__(self) -> str:
        return self.provider


BREEZE = Case(
    provider="breeze",
    prefix="Breeze",
    method="get_generation_job",
    path=f"https://api.breeze.blue/v1/generation-jobs/{ID}",
    headers={"xi-api-key": "SECRET-KEY"},
    body={
        "generation_job_id": ID,
        "history_item_id": "h",
        "status": "active",
        "state": "s",
        "source": "api",
        "voice_id": "v",
        "date_unix": 1763856000,
        "error": {"code": "GENERATION_FAILED", "detail": "no"},
    },
    word=("status",),
    optional=("text",),
    required=("source",),
    error=(
        b'{"ok":false,"code":"RESOURCE_NOT_FOUND","detail":"no such job","error":"x"}',
        "RESOURCE_NOT_FOUND",
        "no such job",
    ),
    file_method="get_generation_job_audio",
    file_path=f"https://api.breeze.blue/v1/generation-jobs/{ID}/audio",
    environment={"BREEZE_API_KEY": "SECRET-KEY"},
)

PLAYAI = Case(
    provider="playai",
    prefix="PlayAI",
    method="get_tts_job",
    path=f"https://api.play.ai/api/v1/tts/{ID}",
    headers={"authorization": "Bearer SECRET-KEY", "x-user-id": "SECRET-USER"},
    body={
        "id": ID,
        "createdAt": "2025-01-15T10:30:00.123Z",
        "input": {"text": "hi"},
        "completedAt": None,
        "output": {"status": "COMPLETED", "url": "https://media.example/a.mp3", "fileSize": 12, "duration": 1.5},
    },
    word=("output", "status"),
    optional=("output", "contentType"),
    required=("createdAt",),
    error=(b'{"errorMessage":"nope","errorId":"UNAUTHORIZED"}', "UNAUTHORIZED", "nope"),
    credentials={"api_key": "SECRET-KEY", "user_id": "SECRET-USER"},
    environment={"PLAYAI_API_KEY": "SECRET-KEY", "PLAYAI_USER_ID": "SECRET-USER"},
)

BLAND = Case(
    provider="bland",
    prefix="Bland",
    method="get_tts_generation",
    path=f"https://api.bland.ai/v1/speak/samples/{ID}",
    headers={"authorization": "SECRET-KEY"},
    body={"data": {"id": ID, "output_format": "pcm_44100", "latency_ms": 1261, "cost": 0.011}, "errors": None},
    word=("data", "output_format"),
    optional=("data", "text"),
    required=("data", "id"),
    error=(b'{"data":null,"errors":[{"error":"NOT_FOUND","message":"no such"}]}', "NOT_FOUND", "no such"),
    file_method="get_tts_generation_audio",
    file_path=f"https://api.bland.ai/v1/speak/samples/{ID}?format=audio",
    environment={"BLAND_API_KEY": "SECRET-KEY"},
)

OXEN = Case(
    provider="oxen",
    prefix="Oxen",
    method="get_generation",
    path=f"https://hub.oxen.ai/api/ai/generations/{ID}",
    headers={"authorization": "Bearer SECRET-KEY"},
    body={
        "status": "success",
        "status_message": "resource_found",
        "generation": {
            "generation_id": ID,
            "model_name": "m",
            "media_type": "image",
            "status": "queued",
            "enqueued_at": 1763856000,
            "started_at": None,
        },
    },
    word=("generation", "status"),
    optional=("generation", "prompt"),
    required=("generation", "model_name"),
    error=(
        b'{"error":{"type":"resource_not_found","title":"Resource not found"},"status":"error"}',
        "resource_not_found",
        "Resource not found",
    ),
    environment={"OXEN_API_KEY": "SECRET-KEY"},
)

FINETUNING = Case(
    provider="finetuning",
    prefix="Finetuning",
    method="get_generation",
    path=f"https://pub.finetuning.ai/v1/generations/{ID}",
    headers={"x-api-key": "SECRET-KEY"},
    body={
        "data": {
            "id": ID,
            "title": "t",
            "prompt": "p",
            "status": "completed",
            "audioUrl": "https://media.example/a.mp3",
            "duration": 120,
            "fileSize": None,
            "isPublic": False,
            "playCount": 0,
            "downloadCount": 0,
            "likeCount": 0,
            "parameters": {"bpm": 110},
            "errorMessage": None,
            "createdAt": "2025-01-15 10:30:00",
            "completedAt": "2025-01-15T10:30:17.623Z",
        }
    },
    word=("data", "status"),
    optional=("data", "generationTime"),
    required=("data", "id"),
    error=(b'{"error":{"code":"NOT_FOUND","message":"Resource not found"}}', "NOT_FOUND", "Resource not found"),
    environment={"FINETUNING_API_KEY": "SECRET-KEY"},
)

CASES = (BREEZE, PLAYAI, BLAND, OXEN, FINETUNING)
FILE_CASES = tuple(case for case in CASES if case.file_method)
