"""Performance: pools, limits and batches."""

import asyncio
from itertools import batched

import aiohttp


async def store(session: aiohttp.ClientSession, row: dict[str, str]) -> int:
    async with session.post("https://example.org/rows", json=row) as response:
        return response.status


# Bad: every row at once.
async def store_all(session: aiohttp.ClientSession, rows: list[dict[str, str]]) -> list[int]:
    return await asyncio.gather(*[store(session, row) for row in rows])  # finds fan-out: asyncio.gather


# Good: twenty at a time.
async def store_in_batches(session: aiohttp.ClientSession, rows: list[dict[str, str]]) -> list[int]:
    statuses: list[int] = []
    for batch in batched(rows, 20):
        statuses += await asyncio.gather(*[store(session, row) for row in batch])
    return statuses
