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


async def open_shop() -> str:
    await asyncio.sleep(0.1)
    return "shop"


shop: str | None = None


# Bad: while the first caller waits, the next one finds no shop either, and opens a second one.
async def visit() -> str:
    global shop
    if shop is None:  # finds made-twice: shop is None
        shop = await open_shop()
    return shop


# Good
async def visit_in_turn() -> str:
    global shop
    async with lock:
        if shop is None:
            shop = await open_shop()
    return shop


# Bad: sell_safely() waits for the lock that is held here, for ever.
async def sell_all(articles: list[str]) -> None:
    async with lock:
        for article in articles:
            await sell_safely(article)  # finds taken-behind-call: sell_safely(article)


# Bad: when the sale is cancelled, nobody can sell any more.
async def sell_by_hand(article: str) -> None:
    await lock.acquire()  # finds unguarded: await lock.acquire()
    await asyncio.sleep(0.1)
    stock[article] -= 1
    lock.release()
