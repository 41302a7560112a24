"""What the providers say.

Bland's and Finetuning's examples come from their pages, byte for byte; the others publish none, so that theirs are
synthesised from the schemas.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generation_jobs import Bland, Breeze, Finetuning, Oxen, PlayAI, Settings

from tests.facade.script import Answer, reply

Json = dict[str, Any]
PAGES = Path(__file__).parents[2] / "specs"

BREEZE_URL = "https://api.breeze.blue/v1/generation-jobs/{id}"
PLAYAI_URL = "https://api.play.ai/api/v1/tts/{id}"
BLAND_URL = "https://api.bland.ai/v1/speak/samples/{id}"
OXEN_URL = "https://hub.oxen.ai/api/ai/generations/{id}"
FINETUNING_URL = "https://pub.finetuning.ai/v1/generations/{id}"

SETTINGS: dict[str, Settings] = {
    "breeze": Breeze(api_key="brz_secret"),
    "playai": PlayAI(api_key="play-secret", user_id="user-secret"),
    "bland": Bland(api_key="org_secret"),
    "oxen": Oxen(api_key="oxen-secret"),
    "finetuning": Finetuning(api_key="ft_live_secret"),
}


def breeze(status: str, **fields: Any) -> Json:
    return {
        "generation_job_id": "job_01hasync",
        "history_item_id": "job_01hasync",
        "status": status,
        "state": status,
        "source": "TTS",
        **fields,
    }


def playai(status: str, **output: Any) -> Json:
    return {
        "id": "0b7f2f0e-6a46-4c0c-8a9b-4f5a3f1f6a11",
        "createdAt": "2025-05-01T10:00:00.123Z",
        "input": {"model": "PlayDialog", "text": "Hello"},
        "completedAt": None,
        "output": {"status": status, **output},
    }


def oxen(status: str, **fields: Any) -> Json:
    row = {
        "generation_id": "gen-1",
        "model_name": "flux-2-dev",
        "media_type": "image",
        "status": status,
        "enqueued_at": 1_767_225_600,
        "started_at": None,
        "completed_at": None,
        "result_url": None,
        "error_message": None,
        "cost": None,
    }
    return {"status": "success", "status_message": "resource_found", "generation": {**row, **fields}}


def finetuning(status: str, **fields: Any) -> Json:
    return {"data": {"id": "gen_abc123", "status": status, "createdAt": "2025-01-15 10:30:00", **fields}}


def from_page(provider: str, page: str) -> Answer:
    """The example of a 200 that a page publishes, as it stands there."""
    text = (PAGES / provider / "pages" / page).read_text(encoding="utf-8")
    start = text.rindex("{", 0, text.index('"data": {'))
    _, length = json.JSONDecoder().raw_decode(text[start:])
    return Answer(200, text[start : start + length].encode(), {"content-type": "application/json"})


IMAGE = "https://media.example/astronaut.png"
RUNNING = reply(oxen("processing"))
DONE = reply(oxen("succeeded", result_url=IMAGE))
