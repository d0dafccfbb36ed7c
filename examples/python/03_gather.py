"""gather: wait for several awaitables at once."""

import asyncio


async def download(url: str) -> bytes:
    reader, writer = await asyncio.open_connection(url, 80)
    try:
        writer.write(b"GET / HTTP/1.0\r\n\r\n")
        await writer.drain()
        return await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()


# Bad: nobody waits for the gathered downloads.
async def warm_cache(url: str, mirror: str) -> None:
    asyncio.gather(download(url), download(mirror))  # finds awaitable: asyncio.gather(…


# Bad: as many connections at once as there are addresses.
async def download_all(urls: list[str]) -> list[bytes]:
    return await asyncio.gather(*(download(url) for url in urls))  # finds fan-out: asyncio.gather


# Good: two downloads, both awaited.
async def download_pair(url: str, mirror: str) -> list[bytes]:
    return await asyncio.gather(download(url), download(mirror))


# Good: a collection of known size.
async def download_mirrors() -> list[bytes]:
    return await asyncio.gather(*(download(url) for url in ("eu.example.org", "us.example.org")))
