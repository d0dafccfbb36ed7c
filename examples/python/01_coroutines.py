"""Coroutines and entry points: calling a coroutine function only makes a coroutine; somebody has to await it."""

import asyncio


async def save(order: str) -> None:
    await asyncio.sleep(0.1)
    print(f"saved {order}")


# Bad: the coroutines are made and dropped, so nothing is ever saved.
async def place_order(order: str) -> None:
    save(order)  # finds coroutine: save(order)


def place_order_from_plain_code(order: str) -> None:
    save(order)  # finds coroutine-in-sync-function: save(order)


# Good
async def place_order_and_wait(order: str) -> None:
    await save(order)


def main() -> None:
    asyncio.run(place_order_and_wait("book"))


if __name__ == "__main__":
    main()
