"""Saved results as resources, which an agent's program can read."""

import json
from collections.abc import Sequence
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError
from mcp.server.mcpserver.resources import FileResource
from mcp_types import CallToolResult, ResourceLink, TextContent

_BYTES = "application/octet-stream"


class _SavedFile(FileResource):
    """A saved result. If it was removed since, the client learns how to get it again."""

    async def read(self) -> str | bytes:
        try:
            return await super().read()
        except OSError as error:
            raise ResourceError(f"{self.path} cannot be read ({error.strerror}): call `download` again") from error


def result_with_files(server: MCPServer[Any], fields: dict[str, Any], files: Sequence[Path]) -> CallToolResult:
    """Return the result of a tool that has saved files, each of which is a resource of the server from now on."""
    links = [_resource_link(file) for file in files]
    for file, link in zip(files, links, strict=True):
        resource = _SavedFile(uri=link.uri, name=link.name, mime_type=link.mime_type or _BYTES, path=file)
        server.add_resource(resource)
    text = TextContent(type="text", text=json.dumps(fields))
    return CallToolResult(content=[text, *links], structured_content=fields)


def _resource_link(file: Path) -> ResourceLink:
    content_type = guess_type(file.name)[0]
    return ResourceLink(
        type="resource_link", uri=file.as_uri(), name=file.name, mime_type=content_type, size=file.stat().st_size
    )
