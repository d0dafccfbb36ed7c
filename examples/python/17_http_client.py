"""HTTP clients: requests blocks the event loop; aiohttp and httpx do not."""

import asyncio

import aiohttp
import httpx
import requests


# Bad
async def page(url: str) -> str:
    return requests.get(url).text  # finds network: requests.get(url)


async def pages(session: aiohttp.ClientSession, urls: list[str]) -> list[str]:
    async def load(url: str) -> str:
        async with session.get(url) as response:
            return await response.text()

    return await asyncio.gather(*(load(url) for url in urls))  # finds fan-out: asyncio.gather


# Good
async def page_without_blocking(client: httpx.AsyncClient, url: str) -> str:
    response = await client.get(url, timeout=10)
    return response.text


async def pages_some_at_a_time(session: aiohttp.ClientSession, urls: list[str]) -> list[str]:
    semaphore = asyncio.Semaphore(10)

    async def load(url: str) -> str:
        async with semaphore, session.get(url) as response:
            return await response.text()

    return await asyncio.gather(*(load(url) for url in urls))
