"""Async iterators: `__anext__` may wait for the next value."""

import asyncio
import time


# Bad: waiting for the next reading blocks everybody.
class BlockingSensor:
    def __aiter__(self) -> "BlockingSensor":
        return self

    async def __anext__(self) -> float:
        time.sleep(0.5)  # finds sleep: time.sleep(0.5)
        return 21.5


# Good
class Sensor:
    def __init__(self, readings: int) -> None:
        self.readings = readings

    def __aiter__(self) -> "Sensor":
        return self

    async def __anext__(self) -> float:
        if self.readings == 0:
            raise StopAsyncIteration
        self.readings -= 1
        await asyncio.sleep(0.5)
        return 21.5
