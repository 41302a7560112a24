"""Serves the results of jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs_sandbox._state.jobs import StoredJob


def result_file(job: StoredJob, headers: Mapping[str, str] | None = None) -> Response:
    """Return a job's result as a response. For a file, Starlette answers Range and If-Range."""
    media = job.media
    all_headers = {"etag": media.etag, "last-modified": job.last_modified, **(headers or {})}
    if media.inline is not None:
        return Response(media.inline, headers=all_headers, media_type=media.content_type)
    return FileResponse(media.path, headers=all_headers, media_type=media.content_type)
