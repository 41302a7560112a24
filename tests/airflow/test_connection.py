"""The connection type: what its fields mean, its form, and the test of a connection."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from airflow.models.connection import Connection as StoredConnection
from airflow.providers_manager import ProvidersManager
from airflow.sdk import Connection
from generation_jobs import ConfigurationError, PollInterval
from generation_jobs_airflow.accounts import account_of
from generation_jobs_airflow.hooks import GenerationJobsHook
from generation_jobs_sandbox import Fault

from tests.airflow.stage import SECRET, Stage, astronaut

if TYPE_CHECKING:
    from collections.abc import Mapping


def connection(extra: Mapping[str, Any] | str = "", **fields: Any) -> Connection:
    text = extra if isinstance(extra, str) else json.dumps(extra)
    return Connection(
        conn_id="account", conn_type="generation_jobs", extra=text or None, **{"password": SECRET, **fields}
    )


def test_the_fields_of_a_connection() -> None:
    extra = {"provider": "oxen", "ledger": "", "timeout": 20, "poll_interval": [2, 30], "max_concurrency": 3}
    account = account_of(connection(extra, host="https://example.com"), "oxen")
    assert (account.settings.api_key, account.settings.base_url) == (SECRET, "https://example.com")
    assert {name: value for name, value in account.options.items() if name != "policies"} == {"timeout": 20}
    policy = account.options["policies"]["oxen"]
    assert (policy.poll_interval, policy.max_concurrency) == (PollInterval(2, 30), 3)
    assert account_of(connection(login="usr"), "playai").settings.user_id == "usr"
    assert account_of(connection(), "bland").options == {}


def test_a_connection_that_is_a_uri() -> None:
    """All values of its extra are texts."""
    options = "provider=oxen&ledger=7&timeout=20&allow_private_media=false&poll_interval=%5B2%2C30%5D&max_concurrency=3"
    given = Connection.from_uri(f"generation-jobs://:{SECRET}@https%3A%2F%2Fexample.com?{options}", conn_id="account")
    account = account_of(given)
    assert (account.settings.api_key, account.settings.base_url) == (SECRET, "https://example.com")
    policy = account.options["policies"]["oxen"]
    assert (policy.poll_interval, policy.max_concurrency) == (PollInterval(2, 30), 3)
    plain = {name: value for name, value in account.options.items() if name != "policies"}
    assert plain == {"ledger": "7", "timeout": 20, "allow_private_media": False}


@pytest.mark.parametrize(
    ("given", "provider", "message"),
    [
        (connection(), None, "names no provider"),
        (connection(), "oxenn", "there is no provider 'oxenn'"),
        (connection({"provider": "oxen"}), "bland", "is for oxen, not for bland"),
        (connection(password=None), "oxen", "oxen needs password"),
        (connection(), "playai", "playai needs login"),
        (connection({"legder": "x"}), "oxen", "'legder'.*ledger"),
        (connection({"poll_interval": 5}), "oxen", r"give \[shortest, longest\]"),
        (connection({"max_concurrency": 0}), "oxen", "max_concurrency=0"),
        (connection(host="http://example.com"), "oxen", "'account'.*http"),
        (connection("{"), "oxen", "its extra is not JSON"),
        (connection("[1]"), "oxen", "is not a JSON object"),
    ],
)
def test_what_is_wrong_is_named(given: Connection, provider: str | None, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        account_of(given, provider)
    assert SECRET not in str(caught.value)


def test_airflow_knows_the_connection_type_and_its_form() -> None:
    providers = ProvidersManager()
    hook = providers.hooks["generation_jobs"]
    assert hook is not None
    assert (hook.hook_name, hook.connection_id_attribute_name) == ("Generation jobs", "conn_id")
    assert hook.hook_class_name == f"{GenerationJobsHook.__module__}.{GenerationJobsHook.__name__}"
    assert providers.field_behaviours["generation_jobs"]["relabeling"]["password"] == "API key"
    assert "extra__generation_jobs__ledger" in providers.connection_form_widgets


@pytest.mark.parametrize("provider", ["oxen", "playai", "bland", "finetuning"])
def test_the_test_of_a_connection_submits_nothing(stage: Stage, provider: str) -> None:
    """The second one of Oxen is refused: the sandbox takes every key."""
    hook = StoredConnection.get_connection_from_secrets(f"{provider}_default").get_hook()
    is_fine, message = hook.test_connection()
    assert is_fine, message
    assert message == f"{provider} accepts the key; 0 submits of the ledger are not done"
    assert {request.method for request in stage.box.world.requests} == {"GET"}
    if provider == "oxen":
        stage.box.world.inject_fault("oxen", Fault("status", on="list", status=401))
        is_fine, message = hook.test_connection()
        assert (is_fine, "check the API key" in message) == (False, True)
    assert not stage.box.world.submissions


def test_a_connection_without_ledger_does_not_pass(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = {"conn_type": "generation_jobs", "password": SECRET, "host": stage.box.base_url("oxen")}
    monkeypatch.setenv("AIRFLOW_CONN_NO_LEDGER", json.dumps({**fields, "extra": {"provider": "oxen"}}))
    is_fine, message = GenerationJobsHook("no_ledger").test_connection()
    assert (is_fine, "GENJOBS_LEDGER" in message) == (False, True)


def test_the_hook_gives_clients(stage: Stage, tmp_path: Path) -> None:
    hook = GenerationJobsHook("oxen_default", "oxen")
    with hook.get_conn() as jobs:
        ref = jobs.submit("oxen", key="own task", **astronaut("hook")).ref

    async def story() -> Any:
        async with await hook.get_async_conn() as jobs:
            return await jobs.download(await jobs.wait(str(ref)), tmp_path)

    assert [Path(file).suffix for file in asyncio.run(story())] == [".png"]
