"""Semaphore: only a few at a time."""

import asyncio


async def upload(path: str) -> int:
    process = await asyncio.create_subprocess_exec("upload", path)
    return await process.wait()


# Bad: a thousand files start a thousand processes.
async def upload_all(paths: list[str]) -> list[int]:
    return await asyncio.gather(*[upload(path) for path in paths])  # finds fan-out: asyncio.gather


# Good
async def upload_some_at_a_time(paths: list[str]) -> list[int]:
    semaphore = asyncio.Semaphore(10)

    async def limited(path: str) -> int:
        async with semaphore:
            return await upload(path)

    return await asyncio.gather(*(limited(path) for path in paths))
