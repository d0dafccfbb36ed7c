"""When not to use asyncio: it helps work that waits, not work that computes."""

import asyncio
import time


# Bad: `async` alone makes nothing concurrent; these two take four seconds, and nothing else runs meanwhile.
async def step() -> None:
    time.sleep(2)  # finds sleep: time.sleep(2)


async def two_steps() -> None:
    await asyncio.gather(step(), step())


# Good: work that waits runs side by side.
async def waiting_step() -> None:
    await asyncio.sleep(2)


async def two_waiting_steps() -> None:
    await asyncio.gather(waiting_step(), waiting_step())


# Good: no coroutine where nothing waits.
def total(prices: list[float]) -> float:
    return sum(prices)
