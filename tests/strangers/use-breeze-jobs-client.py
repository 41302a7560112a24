"""What a stranger writes with breeze-jobs-client alone (`nox -s wheels` runs and type-checks it)."""

import asyncio
from typing import assert_type

from breeze_jobs_client import AsyncBreezeClient, BreezeClient, errors
from breeze_jobs_client.models import AsyncTtsJob, GenerationJobResponse

NOWHERE = "http://127.0.0.1:9"


def main() -> None:
    with BreezeClient(api_key="secret", base_url=NOWHERE, timeout=5.0) as client:
        assert "secret" not in repr(client)
        try:
            assert_type(client.get_generation_job("a/b"), GenerationJobResponse)
        except errors.TransportError as error:
            print("as expected:", error)
        try:
            client.get_generation_job("..")
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            client.create_tts_job("voc", text="")
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            assert_type(client.create_tts_job("voc", text="Hello", voice_settings={"speed": 1.2}), AsyncTtsJob)
        except errors.TransportError as error:
            print("as expected:", error)


async def main_async() -> None:
    async with AsyncBreezeClient(api_key="secret", base_url=NOWHERE, timeout=5.0) as client:
        try:
            assert_type(await client.get_generation_job("a"), GenerationJobResponse)
        except errors.TransportError as error:
            print("as expected:", error)


if __name__ == "__main__":
    main()
    asyncio.run(main_async())
