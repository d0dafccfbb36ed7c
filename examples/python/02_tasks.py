"""Tasks: work that starts now and is awaited later."""

import asyncio


async def send_mail(customer: str) -> None:
    await asyncio.sleep(0.1)
    print(f"mailed {customer}")


# Bad: no task is started here; the coroutine is dropped.
async def sign_up(customer: str) -> None:
    send_mail(customer)  # finds coroutine: send_mail(customer)
    print("welcome")


# Good: the group keeps its tasks until they are done.
async def sign_up_in_group(customer: str) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(customer))
        print("welcome")


# Good: the set keeps the task while it runs.
background_tasks: set[asyncio.Task[None]] = set()


async def sign_up_in_background(customer: str) -> None:
    task = asyncio.create_task(send_mail(customer))
    background_tasks.add(task)
    task.add_done_callback(background_tasks.discard)
