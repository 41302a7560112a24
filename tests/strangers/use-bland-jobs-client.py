"""What a stranger writes with bland-jobs-client alone (`nox -s wheels` runs and type-checks it)."""

import asyncio
from typing import assert_type

from bland_jobs_client import AsyncBlandClient, BlandClient, errors
from bland_jobs_client.models import TtsGenerationResponse

NOWHERE = "http://127.0.0.1:9"


def main() -> None:
    with BlandClient(api_key="secret", base_url=NOWHERE, timeout=5.0) as client:
        assert "secret" not in repr(client)
        try:
            assert_type(client.get_tts_generation("a/b"), TtsGenerationResponse)
        except errors.TransportError as error:
            print("as expected:", error)
        try:
            client.get_tts_generation("..")
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            client.create_speech(text="x" * 5001, voice="voice")
        except errors.InvalidArgument as error:
            print("as expected:", error)
        try:
            assert_type(client.create_speech(text="Hello", voice="voice", audio={"sample_rate": 16000}), bytes)
        except errors.TransportError as error:
            print("as expected:", error)


async def main_async() -> None:
    async with AsyncBlandClient(api_key="secret", base_url=NOWHERE, timeout=5.0) as client:
        try:
            assert_type(await client.get_tts_generation("a"), TtsGenerationResponse)
        except errors.TransportError as error:
            print("as expected:", error)


if __name__ == "__main__":
    main()
    asyncio.run(main_async())
