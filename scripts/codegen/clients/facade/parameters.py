"""Generate the facade's parameters.py: the parameters of each provider's submit, as types and as help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.clients.facade.rendering import PACKAGE, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.clients.facade.submit import Submit

PARAMETERS = PACKAGE / "providers" / "_generated" / "parameters.py"


def parameters_text(submits: Iterable[Submit]) -> str:
    """Return the module for these submits."""
    return render("parameters.py.jinja", PARAMETERS, submits=list(submits))
