"""What a stranger writes with oxen-jobs-client alone (`nox -s wheels` runs and type-checks it)."""

import asyncio
from typing import assert_type

from oxen_jobs_client import AsyncOxenClient, OxenClient, errors
from oxen_jobs_client.models import GenerationsShowResponse, QueueCreateResponse

NOWHERE = "http://127.0.0.1:9"


def main() -> None:
    with OxenClient(api_key="secret", base_url=NOWHERE, timeout=5.0) as client:
        assert "secret" not in repr(client)
        try:
            assert_type(client.get_generation("a/b"), GenerationsShowResponse)
        except errors.TransportError as error:
            print("as expected:", error)
        try:
            client.get_generation("..")
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            client.create_generations(model="m", num_generations=5)
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            assert_type(
                client.create_generations(model="m", prompt="a cat", extra={"input_image": "https://x.example/i.png"}),
                QueueCreateResponse,
            )
        except errors.TransportError as error:
            print("as expected:", error)


async def main_async() -> None:
    async with AsyncOxenClient(api_key="secret", base_url=NOWHERE, timeout=5.0) as client:
        try:
            assert_type(await client.get_generation("a"), GenerationsShowResponse)
        except errors.TransportError as error:
            print("as expected:", error)


if __name__ == "__main__":
    main()
    asyncio.run(main_async())
