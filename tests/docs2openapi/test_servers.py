"""Servers: what a page names, never what its reader is to fill in."""

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
def test_a_host_to_fill_in_is_none(tmp_path: Path, host: str) -> None:
    result = read_text(tmp_path, PAGE.format(host=host))
    assert "servers" not in result.document
    assert any("is a placeholder for a server" in reason for reason in reasons(result))


def test_a_real_one_is_told(tmp_path: Path) -> None:
    result = read_text(tmp_path, PAGE.format(host="https://api.dubly.example"))
    assert result.document["servers"] == [{"url": "https://api.dubly.example"}]
