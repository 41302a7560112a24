"""The engines: how each is started, and where its two programs are."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from scripts.engines import services
from scripts.engines.airflow_server import AIRFLOW, airflow_server
from tests.postgresserver import PROGRAMS
from tests.redisserver import BINARY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

Variant: TypeAlias = Literal["naive", "ours"]
"""`naive` submits without a ledger; `ours` is the recipe in docs/engines."""

ROOT = Path(__file__).parents[2]
FOLDERS: dict[Variant, Path] = {"naive": Path(__file__).parent / "naive", "ours": ROOT / "docs/engines"}
ORDERS = "orders.json"

_BIN = Path(sys.executable).parent
_RUN = ("{python}", "{folder}/{recipe}.py", ORDERS)


@dataclass(frozen=True)
class Engine:
    """How to run an engine. In commands, `{recipe}` is the module of the program, `{folder}` where it is.

    Args:
        recipe: The name of both programs, without `.py`.
        worker: The command that is killed and started again.
        before: Commands before the first start.
        after: A command once the worker has started; it runs beside it.
        concurrent: Whether a worker works on many orders at once; otherwise on four, and nothing else.
        shares: Whether several workers can share the orders.
        service: Starts its server, in the environment of the programs.
        packages: What is named with its version in the table.
    """

    recipe: str
    worker: tuple[str, ...] = _RUN
    before: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    concurrent: bool = False
    shares: bool = False
    service: Callable[[Mapping[str, str]], AbstractContextManager[services.Service]] = services.none
    packages: tuple[str, ...] = ()

    @property
    def slots(self) -> int:
        """How many submits it has in flight at once: our client lets eight requests through."""
        return 8 if self.concurrent else 4

    def command(self, words: tuple[str, ...], variant: Variant, environ: dict[str, str]) -> list[str]:
        """Return a command of this engine with all names filled in."""
        names = {
            "python": sys.executable,
            "bin": str(_BIN),
            "recipe": self.recipe,
            "folder": str(FOLDERS[variant]),
            "port": environ.get("WORKER_PORT", ""),
        }
        return [word.format_map(names) for word in words]

    def environ(self, variant: Variant) -> dict[str, str]:
        """Return the environment of its programs, without that of server and provider."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("GENJOBS_")}
        return ours | {"PYTHONPATH": str(FOLDERS[variant])}


ENGINES = {
    "multiprocessing": Engine("multiprocessing_pool"),
    "celery": Engine(
        "celery_redis",
        ("{bin}/celery", "-A", "{recipe}", "worker"),
        after=_RUN,
        concurrent=True,
        shares=True,
        service=services.redis_server,
        packages=("celery", "redis"),
    ),
    "procrastinate": Engine(
        "procrastinate_postgres",
        ("{python}", "{folder}/{recipe}.py"),
        before=(("{bin}/procrastinate", "--app", "{recipe}.app", "schema", "--apply"), _RUN),
        concurrent=True,
        shares=True,
        service=services.postgres_server,
        packages=("procrastinate",),
    ),
    "dbos": Engine("dbos_postgres", concurrent=True, service=services.postgres_server, packages=("dbos",)),
    "prefect": Engine("prefect_flow", concurrent=True, service=services.prefect_server, packages=("prefect",)),
    "temporal": Engine(
        "temporal_worker",
        ("{python}", "{folder}/{recipe}.py"),
        after=_RUN,
        shares=True,
        service=services.temporal_server,
        packages=("temporalio",),
    ),
    "restate": Engine(
        "restate_service",
        ("{bin}/hypercorn", "{recipe}:app", "--bind", "127.0.0.1:{port}"),
        after=_RUN,
        concurrent=True,
        service=services.restate_server,
        packages=("restate-sdk",),
    ),
    "airflow": Engine(
        "airflow_dag",
        (str(AIRFLOW), "scheduler"),  # with its LocalExecutor: it runs the tasks
        before=((str(AIRFLOW), "dags", "trigger", "orders"),),
        service=airflow_server,
        packages=("apache-airflow",),
    ),
}


def missing(engine: Engine) -> str | None:
    """Return what is not installed for an engine, None if it can be started."""
    if engine.service is airflow_server and not AIRFLOW.exists():
        return "Airflow is not installed here; nox -s engines-airflow does that"
    if engine.service is services.redis_server and BINARY is None:
        return "redis-server is not installed (Debian: apt-get install redis-server)"
    if engine.service in {services.postgres_server, airflow_server} and PROGRAMS is None:
        return "postgres is not installed (Debian: apt-get install postgresql)"
    if engine.service is services.restate_server and shutil.which("restate-server") is None:
        return "restate-server is not installed (npm: @restatedev/restate-server)"
    return None
