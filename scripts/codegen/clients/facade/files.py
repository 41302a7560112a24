"""The generated files of the facade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.clients.facade.blocking import BLOCKING, blocking_text
from scripts.codegen.clients.facade.parameters import PARAMETERS, parameters_text
from scripts.codegen.clients.facade.provider_jobs import TYPED_JOBS, calls_path, calls_text, typed_jobs_text
from scripts.codegen.clients.facade.rendering import PACKAGE
from scripts.codegen.clients.facade.submit import submit_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.codegen.pages.provider import Provider

GENERATED_PARTS = (PACKAGE / "_generated", PACKAGE / "providers" / "_generated")

_OBJECTS = "generation_jobs.providers._generated.parameters"


def is_ours(provider: Provider) -> bool:
    """Return whether the facade contains the provider's adapter; other adapters are packages of their own."""
    return (PACKAGE / "providers" / f"{provider.name}.py").is_file()


def facade_files(providers: Iterable[Provider]) -> dict[Path, str]:
    """Return the generated files of the facade by path, for the providers whose provider.toml names a submit.

    Raises:
        CodegenError: A submit cannot be expressed.
    """
    submits = [submit_of(each, each.submit, each.class_prefix) for each in providers if each.submit]
    calls = {path: calls_text(each, path, _OBJECTS) for each in submits if (path := calls_path(each))}
    texts = {PARAMETERS: parameters_text(submits), TYPED_JOBS: typed_jobs_text(submits), BLOCKING: blocking_text()}
    return texts | calls
