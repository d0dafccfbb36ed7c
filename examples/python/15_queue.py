"""Queue: producers and consumers."""

import asyncio


# Bad: put() is a coroutine; the dropped orders never arrive.
async def produce(queue: asyncio.Queue[str]) -> None:
    for order in ("book", "pen"):
        queue.put(order)  # finds coroutine: queue.put(order)


# Good
async def produce_and_wait(queue: asyncio.Queue[str]) -> None:
    for order in ("book", "pen"):
        await queue.put(order)
    await queue.join()


async def consume(queue: asyncio.Queue[str]) -> None:
    while True:
        order = await queue.get()
        try:
            print(order)
        finally:
            queue.task_done()
