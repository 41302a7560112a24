"""Operations and models are imported when they are first used: an API may have hundreds."""

from __future__ import annotations

from tests.importing import imported_modules

_CALL = """
import httpx
from oxen_jobs_client import OxenClient
answer = {"status": "success", "generation_id": "job"}
answers = httpx.MockTransport(lambda request: httpx.Response(200, json=answer))
client = OxenClient(api_key="key_test", http_client=httpx.Client(transport=answers))
"""


def _parts(code: str) -> set[str]:
    """The operations and models that are imported when this code has run."""
    found = (name.removeprefix("oxen_jobs_client.") for name in imported_modules(code))
    return {name for name in found if name.startswith(("api.generations.", "models.", "requests"))}


def test_a_client_is_built_without_them() -> None:
    assert _parts(_CALL) == set()


def test_a_call_imports_its_own_alone() -> None:
    assert _parts(f"{_CALL}client.cancel_generation('job')") == {
        "api.generations.cancel_generation",
        "models.queue_delete_response",
        "models.queue_delete_response_status",
    }


def test_a_client_without_asyncio_imports_none_of_it() -> None:
    found = imported_modules("from oxen_jobs_client.client import OxenClient")
    assert not found & {"asyncio", "oxen_jobs_client._async_client", "oxen_jobs_client._async_sending"}


def test_the_class_for_asyncio_is_where_it_was() -> None:
    from oxen_jobs_client import AsyncOxenClient, client

    assert client.AsyncOxenClient is AsyncOxenClient
    assert client.DEFAULT_TIMEOUT == 30
