"""The results of one job, saved one after the other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._core.status_errors import api_error
from generation_jobs._download.downloader import Download, Progress, Source
from generation_jobs._download.filenames import stem
from generation_jobs._http.exchange import Send, read_body

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs._core.errors import APIError
    from generation_jobs._core.io import Request
    from generation_jobs._core.models import Job, Media
    from generation_jobs._http.redirects import Opened
    from generation_jobs._operations import Operations

_EXPIRED = "try again later; if that does not help, the result may have expired: ask the provider"


async def saved(
    core: Operations, ended: Job, folder: Path, deadline: float, overwrite: bool, on_progress: Progress | None
) -> tuple[Path, ...]:
    """Save every result of a job that has ended. Gives the files, in the order of `ended.media`."""
    paths: list[Path] = []
    for index, media in enumerate(ended.media):
        ref = parse_ref(ended.ref) if ended.ref else Ref("generation", _digest(media))
        name = stem(ref, index + 1 if len(ended.media) > 1 else None)
        source = _ResultOf(core, ref, index, deadline)
        download = Download(
            str(ref), media, folder, name, overwrite, deadline, core.config, core.io, source, on_progress
        )
        paths.append(await download.save())
    return tuple(paths)


@dataclass(frozen=True)
class _ResultOf(Source):
    """Result number `index` of a job."""

    core: Operations
    ref: Ref
    index: int
    deadline: float

    def request(self, url: str) -> Request:
        return self.core.session_of(self.ref).result_request(url)

    @property
    def send(self) -> Send:
        return self.core.session_of(self.ref).send

    async def refresh(self) -> Media:
        return await self.core.fresh_result(self.ref, self.index, self.deadline)

    async def error(self, opened: Opened) -> APIError:
        head, desk, who = opened.exchange.head, self.core.session_of(self.ref), str(self.ref)
        status, hint = head.status_code, desk.retry_after(head.headers)
        body = await read_body(opened.exchange, min(self.deadline, desk.request_deadline()))
        if opened.request.provider is None:
            return api_error(status, ref=who, body=body, retry_after=hint, who="the media host", advice=_EXPIRED)
        return desk.error(who, status, body, hint)


def _digest(media: Media) -> str:
    """A name for a result whose job has none."""
    return hashlib.sha256(media.data or b"").hexdigest()[:16]
