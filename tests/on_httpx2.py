"""A pytest plugin, for `nox -s httpx2`: whatever imports httpx or httpcore afterwards gets httpx2 and httpcore2."""

import httpx2

httpx2.alias_httpx()
