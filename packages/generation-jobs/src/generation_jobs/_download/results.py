"""The results of one job, saved one after the other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._core.status_errors import api_error
from generation_jobs._download.downloader import Progress, Saving, Source
from generation_jobs._download.filenames import stem
from generation_jobs._http.exchange import rest

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs._core.errors import APIError
    from generation_jobs._core.io import Request, Steps
    from generation_jobs._core.models import Job, Media
    from generation_jobs._core_operations import Core
    from generation_jobs._http.redirects import Opened

_EXPIRED = "try again later; if that does not help, the result may have expired: ask the provider"


def saved(
    core: Core, ended: Job, folder: Path, deadline: float, overwrite: bool, on_progress: Progress | None
) -> Steps[tuple[Path, ...]]:
    """Save every result of a job that has ended. Gives the files, in the order of `ended.media`."""
    paths: list[Path] = []
    for index, media in enumerate(ended.media):
        ref = parse_ref(ended.ref) if ended.ref else Ref("generation", _digest(media))
        name = stem(ref, index + 1 if len(ended.media) > 1 else None)
        source = _ResultOf(core, ref, index, deadline)
        saving = Saving(str(ref), media, folder, name, overwrite, deadline, core.config, source, on_progress)
        paths.append((yield from saving.steps()))
    return tuple(paths)


@dataclass(frozen=True)
class _ResultOf(Source):
    """Result number `index` of a job."""

    core: Core
    ref: Ref
    index: int
    deadline: float

    def request(self, url: str) -> Request:
        return self.core.desk(self.ref).result_request(url)

    def refresh(self) -> Steps[Media]:
        return self.core.fresh_result(self.ref, self.index, self.deadline)

    def error(self, opened: Opened) -> Steps[APIError]:
        desk, status, who = self.core.desk(self.ref), opened.head.status_code, str(self.ref)
        hint = desk.hint(opened.head.headers)
        body = yield from rest(min(self.deadline, desk.deadline()))
        if opened.request.provider is None:
            return api_error(status, ref=who, body=body, retry_after=hint, who="the media host", advice=_EXPIRED)
        return desk.error(who, status, body, hint)


def _digest(media: Media) -> str:
    """A name for a result whose job has none."""
    return hashlib.sha256(media.data or b"").hexdigest()[:16]
