"""Event: wait until somebody says so."""

import asyncio


# Bad: wait() is a coroutine; without await nobody waits.
async def serve(ready: asyncio.Event) -> None:
    ready.wait()  # finds coroutine: ready.wait()
    print("serving")


# Good
async def serve_when_ready(ready: asyncio.Event) -> None:
    await ready.wait()
    print("serving")
