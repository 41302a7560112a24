"""The virtual clock stands while a task waits for another thread, which its event loop cannot see."""

from __future__ import annotations

import asyncio

from generation_jobs.testing import VirtualClock


def test_virtual_clock_does_not_move_while_it_is_held() -> None:
    clock = VirtualClock()

    async def story() -> None:
        sleepers = [asyncio.create_task(clock.sleep_async(seconds)) for seconds in (10.0, 30.0)]
        with clock.hold(), clock.hold():
            await asyncio.get_running_loop().run_in_executor(None, lambda: None)
            await asyncio.sleep(0)
            assert clock.monotonic() == 0
        await asyncio.gather(*sleepers)

    asyncio.run(story())
    assert clock.monotonic() == 30


def test_virtual_clock_moves_in_a_second_loop_after_one_that_was_closed_while_it_was_held() -> None:
    clock = VirtualClock()
    held = clock.hold()

    async def leave() -> None:
        held.__enter__()
        sleeper = asyncio.create_task(clock.sleep_async(10.0))
        await asyncio.sleep(0.0)
        await asyncio.sleep(0.0)
        sleeper.cancel()

    asyncio.run(leave())
    held.__exit__(None, None, None)
    asyncio.run(clock.sleep_async(5.0))
    assert clock.monotonic() == 5
