"""What a new interpreter imports when it runs some code."""

from __future__ import annotations

import os
import subprocess
import sys

PROVIDERS = ("bland", "breeze", "finetuning", "oxen", "playai")
CLIENTS = {f"{provider}_jobs_client" for provider in PROVIDERS}
HEAVY = {"httpx", "httpcore", "httpx2", "httpcore2", "anyio", "attrs", "attr", "rich", *CLIENTS}
"""Packages that cost much to import."""

_ENVIRONMENT = {
    **{f"{provider.upper()}_API_KEY": "key_test" for provider in PROVIDERS},
    **{f"{provider.upper()}_BASE_URL": "http://127.0.0.1:9" for provider in PROVIDERS},  # nobody answers on port 9
    "PLAYAI_USER_ID": "usr_test",
}


def imported(code: str) -> set[str]:
    """The packages that are imported when this code has run, with all providers set up."""
    return {name.partition(".")[0] for name in imported_modules(code)}


def imported_modules(code: str) -> set[str]:
    """The modules that are imported when this code has run, with all providers set up."""
    code = f"import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n{code}"
    command = [sys.executable, "-W", "ignore", "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **_ENVIRONMENT})
    return set(ran.stderr.splitlines()[-1].split())
