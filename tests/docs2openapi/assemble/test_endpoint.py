"""Servers: those that a page names, and no placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.docs2openapi.pages import read_text, reasons

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """# Get a job

`GET /v1/jobs/{{id}}`

```bash
curl {host}/v1/jobs/123
```

| Parameter | Type | Required | Description |
|---|---|---|---|
| `id` | string | yes | The job |
"""


@pytest.mark.parametrize("host", ["https://your-api-domain.com", "https://api.your-company.com", "https://你的服务器"])
def test_a_placeholder_is_not_a_server(tmp_path: Path, host: str) -> None:
    result = read_text(tmp_path, PAGE.format(host=host))
    assert "servers" not in result.document
    assert any("is a placeholder for a server" in reason for reason in reasons(result))


def test_the_host_of_a_request_example_is_the_server(tmp_path: Path) -> None:
    result = read_text(tmp_path, PAGE.format(host="https://api.dubly.example"))
    assert result.document["servers"] == [{"url": "https://api.dubly.example"}]


def test_of_two_servers_none_is_taken(tmp_path):
    text = "GET https://a.example.com/v1/x\n\nGET https://b.example.com/v1/x\n"
    result = read_text(tmp_path, text)
    assert "servers" not in result.document
    assert "server" in result.missing
    assert "1: the server is https://a.example.com or https://b.example.com; none is taken" in reasons(result)
