"""Async generators: values that arrive one by one."""

import asyncio
import time
from collections.abc import AsyncIterator


# Bad: every tick stops the whole event loop.
async def blocking_ticks(count: int) -> AsyncIterator[int]:
    for number in range(count):
        time.sleep(1)  # finds sleep: time.sleep(1)
        yield number


# Good
async def ticks(count: int) -> AsyncIterator[int]:
    for number in range(count):
        await asyncio.sleep(1)
        yield number


async def collect() -> list[int]:
    return [number async for number in ticks(3)]
