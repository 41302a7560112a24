"""What a stranger writes with finetuning-jobs-client alone (`nox -s wheels` runs and type-checks it)."""

import asyncio
from typing import assert_type

from finetuning_jobs_client import AsyncFinetuningClient, FinetuningClient, errors
from finetuning_jobs_client.models import CreateGenerationResponse, GenerationResponse

NOWHERE = "http://127.0.0.1:9"


def main() -> None:
    with FinetuningClient(api_key="secret", base_url=NOWHERE, timeout=5.0) as client:
        assert "secret" not in repr(client)
        try:
            assert_type(client.get_generation("a/b"), GenerationResponse)
        except errors.TransportError as error:
            print("as expected:", error)
        try:
            client.get_generation("..")
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            client.create_generation(tags="lofi", duration=4)
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            assert_type(client.create_generation(tags="lofi", duration=60), CreateGenerationResponse)
        except errors.TransportError as error:
            print("as expected:", error)


async def main_async() -> None:
    async with AsyncFinetuningClient(api_key="secret", base_url=NOWHERE, timeout=5.0) as client:
        try:
            assert_type(await client.get_generation("a"), GenerationResponse)
        except errors.TransportError as error:
            print("as expected:", error)


if __name__ == "__main__":
    main()
    asyncio.run(main_async())
