"""What a stranger writes with playai-jobs-client alone (`nox -s wheels` runs and type-checks it)."""

import asyncio
from typing import assert_type

from playai_jobs_client import AsyncPlayAIClient, PlayAIClient, errors
from playai_jobs_client.models import TtsAsyncJob

NOWHERE = "http://127.0.0.1:9"


def main() -> None:
    with PlayAIClient(api_key="secret", user_id="secret", base_url=NOWHERE, timeout=5.0) as client:
        assert "secret" not in repr(client)
        try:
            assert_type(client.get_tts_job("a/b"), TtsAsyncJob)
        except errors.TransportError as error:
            print("as expected:", error)
        try:
            client.get_tts_job("..")
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            client.create_tts_job(model="PlayDialog", text="Hello", voice="s3://voice", seed=-1)
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            assert_type(client.create_tts_job(model="PlayDialog", text="Hello", voice="s3://voice"), TtsAsyncJob)
        except errors.TransportError as error:
            print("as expected:", error)


async def main_async() -> None:
    async with AsyncPlayAIClient(api_key="secret", user_id="secret", base_url=NOWHERE, timeout=5.0) as client:
        try:
            assert_type(await client.get_tts_job("a"), TtsAsyncJob)
        except errors.TransportError as error:
            print("as expected:", error)


if __name__ == "__main__":
    main()
    asyncio.run(main_async())
