"""Generate the typed calls for each provider's jobs: `jobs.finetuning` and its like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.clients.facade.rendering import PACKAGE, render
from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.codegen.clients.facade.submit import Submit

CALLS = PACKAGE / "_generated" / "calls"
TYPED_JOBS = PACKAGE / "_generated" / "typed_jobs.py"

_IMPORTED = {"Any", "Generated", "Job", "Literal", "Omit", "PathLike"}
"""What the module imports beside the objects of a request."""


def calls_path(submit: Submit) -> Path:
    """Return where the typed calls for a provider of the facade are."""
    return CALLS / f"{submit.provider.name}.py"


def calls_text(submit: Submit, path: Path, objects_module: str) -> str:
    """Return the module with the typed calls for one provider.

    Args:
        submit: Its submit.
        path: Where the module will be written.
        objects_module: The module with the objects of its request.

    Raises:
        CodegenError: An object of the request has the name of something else in the module.
    """
    prefix = submit.provider.class_prefix
    taken = _IMPORTED | {f"{prefix}Jobs", f"Async{prefix}Jobs"}
    for shape in submit.objects:
        if shape.name in taken:
            raise CodegenError(
                f"{submit.provider.source}: {shape.name!r}: cannot name an object of submit; change its title in the "
                "overlay"
            )
    is_ours = path.is_relative_to(PACKAGE)
    return render("provider_jobs.py.jinja", path, submit=submit, objects_module=objects_module, is_ours=is_ours)


def typed_jobs_text(submits: Iterable[Submit]) -> str:
    """Return the bases of `Jobs` and `AsyncJobs`, with an attribute for each provider."""
    return render("typed_jobs.py.jinja", TYPED_JOBS, submits=list(submits))
