"""Debugging: debug mode reports slow callbacks and coroutines that were never awaited."""

import asyncio
import time


# Bad: debug mode would say "executing took 0.500 seconds" here.
async def slow_step() -> None:
    time.sleep(0.5)  # finds sleep: time.sleep(0.5)


# Good
async def step() -> str:
    await asyncio.sleep(0.5)
    return "done"


async def inspect_task() -> None:
    task = asyncio.create_task(step())
    await asyncio.wait({task})
    if task.cancelled():
        print("cancelled")
    elif (error := task.exception()) is not None:
        print(f"failed: {error!r}")
    else:
        print(task.result())


if __name__ == "__main__":
    asyncio.run(inspect_task(), debug=True)
