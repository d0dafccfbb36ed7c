"""Time limits: an await without one may wait for ever."""

import asyncio


async def fetch_price(article: str) -> float:
    await asyncio.sleep(0.2)
    return 9.99


# Bad: the limit is made, but nobody waits for it.
async def refresh_price(article: str) -> None:
    asyncio.wait_for(fetch_price(article), timeout=1)  # finds coroutine: asyncio.wait_for(…


# Good
async def price_within_a_second(article: str) -> float:
    async with asyncio.timeout(1):
        return await fetch_price(article)


async def price_or_none(article: str) -> float | None:
    try:
        return await asyncio.wait_for(fetch_price(article), timeout=1)
    except TimeoutError:
        return None
