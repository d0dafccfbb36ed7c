"""TaskGroup: tasks that end together; the first failure cancels the others."""

import asyncio


async def resize(picture: str) -> None:
    process = await asyncio.create_subprocess_exec("resize", picture)
    await process.wait()


# Bad: one process for every picture, all at once.
async def resize_all(pictures: list[str]) -> None:
    async with asyncio.TaskGroup() as group:
        for picture in pictures:
            group.create_task(resize(picture))  # finds loop: group.create_task


# Good
async def resize_pair(first: str, second: str) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(resize(first))
        group.create_task(resize(second))


async def resize_some_at_a_time(pictures: list[str]) -> None:
    semaphore = asyncio.Semaphore(4)

    async def limited(picture: str) -> None:
        async with semaphore:
            await resize(picture)

    async with asyncio.TaskGroup() as group:
        for picture in pictures:
            group.create_task(limited(picture))
