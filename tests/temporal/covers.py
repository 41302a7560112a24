"""A workflow as users write it."""

from __future__ import annotations

import asyncio

from generation_jobs_temporal import generate
from temporalio import workflow


@workflow.defn
class MakeCovers:
    """One picture for each title."""

    @workflow.run
    async def run(self, titles: list[str]) -> list[str]:
        """Return the files."""
        submits = [generate("oxen", {"model": "flux-2-dev", "prompt": title}, key=title) for title in titles]
        return [file for result in await asyncio.gather(*submits) for file in result.files]
