"""Lock: one coroutine at a time."""

import asyncio

lock = asyncio.Lock()
stock = {"book": 3}


# Bad: acquire() is a coroutine; without await nothing is locked.
async def sell(article: str) -> None:
    lock.acquire()  # finds coroutine: lock.acquire()
    left = stock[article]
    await asyncio.sleep(0.1)
    stock[article] = left - 1


# Good
async def sell_safely(article: str) -> None:
    async with lock:
        left = stock[article]
        await asyncio.sleep(0.1)
        stock[article] = left - 1
