"""wait: go on when the first of several tasks is done."""

import asyncio


async def ask(server: str) -> str:
    await asyncio.sleep(0.1)
    return f"answer of {server}"


# Bad: the clean-up of the losers is a coroutine that never runs.
async def cancel_and_wait(tasks: set[asyncio.Task[str]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def first_answer(primary: str, backup: str) -> str:
    tasks = {asyncio.create_task(ask(primary)), asyncio.create_task(ask(backup))}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    cancel_and_wait(pending)  # finds coroutine: cancel_and_wait(pending)
    return done.pop().result()


# Good
async def first_answer_with_clean_up(primary: str, backup: str) -> str:
    tasks = {asyncio.create_task(ask(primary)), asyncio.create_task(ask(backup))}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    await cancel_and_wait(pending)
    return done.pop().result()
