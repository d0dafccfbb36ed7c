"""Cancellation: a task ends at its next await, and may clean up on the way."""

import asyncio


async def release(resource: str) -> None:
    await asyncio.sleep(0.1)
    print(f"released {resource}")


# Bad: the clean-up is a dropped coroutine.
async def work(resource: str) -> None:
    try:
        await asyncio.sleep(10)
    finally:
        release(resource)  # finds coroutine: release(resource)


# Good
async def work_and_release(resource: str) -> None:
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.shield(release(resource))


# Bad: the handler catches the cancellation as well, so that nothing stops the loop.
async def poll(queue: asyncio.Queue) -> None:
    while True:
        try:
            print(await queue.get())
        except:  # finds endless: except
            print("no item")


# Good
async def poll_until_cancelled(queue: asyncio.Queue) -> None:
    while True:
        try:
            print(await queue.get())
        except Exception:
            print("no item")
