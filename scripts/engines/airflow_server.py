"""Airflow's programs: all but the scheduler, which runs the tasks and is the worker."""

from __future__ import annotations

import itertools
import json
import secrets
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.engines.services import Service, free_port, is_healthy, postgres_server, running
from scripts.engines.workers import Worker, run, tend

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

AIRFLOW = Path(sys.executable).with_name("airflow")


@contextmanager
def airflow_server(environ: Mapping[str, str]) -> Generator[Service]:
    """Airflow with a metadata database in Postgres.

    A kill hits in turn its API server, its triggerer, what reads the files of DAGs, and the database.
    """
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        database = stack.enter_context(postgres_server(environ))
        port = free_port()
        settings = _settings(home, port, database.environ["DATABASE_URL"], environ)
        for words in (["db", "migrate"], ["dags", "reserialize"]):  # before the processor of DAGs writes the same rows
            run([str(AIRFLOW), *words], home, {**environ, **settings})
        url = f"http://127.0.0.1:{port}/api/v2/version"
        checks = {"api-server": lambda: is_healthy(url), "triggerer": lambda: True, "dag-processor": lambda: True}
        programs = [Worker([str(AIRFLOW), name], home, {**environ, **settings}) for name in checks]
        restarts = [
            stack.enter_context(running(program, is_up, url))
            for program, is_up in zip(programs, checks.values(), strict=True)
        ]
        assert database.restart is not None
        in_turn = itertools.cycle([*restarts, database.restart])
        yield Service(settings, database.size, restart=lambda: next(in_turn)(), tend=lambda: tend(programs))


def _settings(home: Path, port: int, database: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Return Airflow's settings: it notices a kill within 20 s rather than 300, as the other engines here do."""
    connection = {
        "conn_type": "generation_jobs",
        "password": environ["OXEN_API_KEY"],
        "host": environ["OXEN_BASE_URL"],
        "extra": {"ledger": database},
    }
    sections = {
        "CORE": {
            "DAGS_FOLDER": environ["PYTHONPATH"],  # the recipes; it reads those alone that mention Airflow and DAGs
            "DAGS_ARE_PAUSED_AT_CREATION": "False",
            "EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
            "LOAD_EXAMPLES": "False",
            "PARALLELISM": "4",
            "SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        },
        "DATABASE": {"SQL_ALCHEMY_CONN": database},
        "API": {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1"},
        "API_AUTH": {"JWT_SECRET": secrets.token_hex()},
        "LOGGING": {
            "WORKER_LOG_SERVER_PORT": str(free_port()),
            "TRIGGER_LOG_SERVER_PORT": str(free_port()),
            "LOGGING_LEVEL": "WARNING",
        },
        "SCHEDULER": {
            "TASK_INSTANCE_HEARTBEAT_SEC": "5",
            "TASK_INSTANCE_HEARTBEAT_TIMEOUT": "20",
            "TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
            "ORPHANED_TASKS_CHECK_INTERVAL": "10",
            "SCHEDULER_HEALTH_CHECK_THRESHOLD": "15",
        },
        "TRIGGERER": {"TRIGGERER_HEALTH_CHECK_THRESHOLD": "10"},
    }
    named = {
        f"AIRFLOW__{section}__{name}": value for section, values in sections.items() for name, value in values.items()
    }
    return {"AIRFLOW_HOME": str(home), "AIRFLOW_CONN_OXEN_DEFAULT": json.dumps(connection), **named}
