"""The imitated providers, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation_jobs_sandbox.providers.bland import Bland
from generation_jobs_sandbox.providers.breeze import Breeze
from generation_jobs_sandbox.providers.finetuning import Finetuning
from generation_jobs_sandbox.providers.oxen import Oxen
from generation_jobs_sandbox.providers.playai import PlayAI

if TYPE_CHECKING:
    from generation_jobs_sandbox.providers.base import Provider

PROVIDERS: dict[str, Provider] = {
    provider.name: provider for provider in (Breeze(), PlayAI(), Bland(), Oxen(), Finetuning())
}
