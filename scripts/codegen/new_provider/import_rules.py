"""Add a new client to the contracts in importlinter/packages.ini."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.codegen.pages.provider import Provider

_LIST = re.compile(r"(?:^    \w+_jobs_client\n){2,}", re.MULTILINE)


def with_provider(text: str, provider: Provider, adapter: str) -> str:
    """Return the configuration with a client in every list of clients, to be imported by its adapter only.

    Args:
        text: The configuration.
        provider: The provider of the client.
        adapter: The import name of the adapter's package.
    """
    if re.search(rf"^    {provider.package}$", text, re.MULTILINE):
        return text
    text = _LIST.sub(
        lambda found: "".join(sorted([*found[0].splitlines(keepends=True), f"    {provider.package}\n"])), text
    )
    text = text.replace("root_packages =\n", f"root_packages =\n    {adapter}\n", 1)
    return f"""{text.rstrip()}

[importlinter:contract:{provider.name}]
name = The client of {provider.name} is known in its own adapter alone
type = protected
protected_modules = {provider.package}
allowed_importers =
    {adapter}
    {provider.package}
    scripts
"""
