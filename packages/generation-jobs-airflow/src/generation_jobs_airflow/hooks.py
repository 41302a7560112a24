"""The hook of connections of the type `generation_jobs`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from airflow.sdk import BaseHook
from airflow.sdk.log import amask_secret, mask_secret
from generation_jobs import GenerationJobsError, NotFoundError, UnsupportedOperation

from generation_jobs_airflow.accounts import Account, account_of

if TYPE_CHECKING:
    from generation_jobs import AsyncJobs, Jobs

NO_LEDGER = (
    'without a ledger a retry may pay again: set "ledger" in the extra of the connection, or GENJOBS_LEDGER for '
    "workers and triggerers, to postgresql://… (to a file if all runs on one machine)"
)


class GenerationJobsHook(BaseHook):
    """Clients of generation-jobs for the account in a connection.

        with GenerationJobsHook("oxen_default", "oxen").get_conn() as jobs:
            job = jobs.wait("oxen:gen_1")

    The connection has the API key as password, a base URL as host if it is not the provider's own, and options of the
    client in its extra: see docs/how-to/airflow.md.

    Args:
        conn_id: The connection.
        provider: The provider's name; None for the one in the connection's extra.
    """

    conn_name_attr = "conn_id"
    default_conn_name = "generation_jobs_default"
    conn_type = "generation_jobs"
    hook_name = "Generation jobs"

    def __init__(self, conn_id: str = default_conn_name, provider: str | None = None) -> None:
        super().__init__()
        self._conn_id, self._provider = conn_id, provider

    def account(self) -> Account:
        """Return what the connection says. Raises `ConfigurationError` if it is incomplete or wrong."""
        account = account_of(self.get_connection(self._conn_id), self._provider)
        for password in _passwords(account):
            mask_secret(password)
        return account

    async def async_account(self) -> Account:
        """Return the same in an event loop, such as the triggerer's."""
        account = account_of(await self.aget_connection(self._conn_id), self._provider)
        for password in _passwords(account):
            await amask_secret(password)
        return account

    def get_conn(self) -> Jobs:
        """Return a client, to be closed by the caller."""
        return self.account().jobs()

    async def get_async_conn(self) -> AsyncJobs:
        """Return a client for asyncio, to be closed by the caller."""
        return (await self.async_account()).async_jobs()

    def test_connection(self) -> tuple[bool, str]:
        """Ask the provider for a job of the account, and look into the ledger. Nothing is submitted, nothing paid."""
        try:
            account = self.account()
            with account.jobs() as jobs:
                _read_one_job(jobs, account.settings.provider)
                if jobs.ledger is None:
                    return False, f"{account.settings.provider} accepts the key, but {NO_LEDGER}"
                count = len(jobs.pending())
        except GenerationJobsError as error:
            return False, str(error)
        return True, f"{account.settings.provider} accepts the key; {count} submits of the ledger are not done"


def _read_one_job(jobs: Jobs, provider: str) -> None:
    """Send one request that costs nothing. Raises what the provider answers if it does not accept the key."""
    try:
        next(iter(jobs.list(provider)), None)
    except UnsupportedOperation:
        try:
            jobs.get(f"{provider}:airflow-connection-test")
        except NotFoundError:  # that there is no such job is told to those alone whose key is right
            return


def _passwords(account: Account) -> list[str]:
    """Return what Airflow does not hide in logs by itself: the passwords in URLs."""
    urls = [account.options.get(option) for option in ("ledger", "budget", "proxy")]
    passwords = [urlsplit(url).password for url in urls if isinstance(url, str) and "://" in url]
    return [password for password in passwords if password]
