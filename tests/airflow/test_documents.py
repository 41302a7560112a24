"""The examples of README and docs, as their readers run them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.airflow.stage import load

if TYPE_CHECKING:
    from tests.airflow.stage import Stage

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
DOCUMENTS = ["packages/generation-jobs-airflow/README.md", "docs/how-to/airflow.md"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_dags_run(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Each block is the file of a DAG."""
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
    assert blocks
    for number, text in enumerate(blocks):
        path = stage.dags / f"{Path(name).stem.lower()}_{number}.py"
        path.write_text(text, encoding="utf-8")
        assert load(path).test().state == "success"
    assert list(tmp_path.glob("covers/*.png"))
