"""Async context managers: set up and clean up with awaits."""

import asyncio
from types import TracebackType


class Connection:
    async def open(self) -> None:
        await asyncio.sleep(0.1)

    async def close(self) -> None:
        await asyncio.sleep(0.1)


# Bad: the connection is never closed, because close() is never awaited.
class LeakySession:
    def __init__(self) -> None:
        self.connection = Connection()

    async def __aenter__(self) -> Connection:
        await self.connection.open()
        return self.connection

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.connection.close()  # finds coroutine: self.connection.close()


# Good
class Session:
    def __init__(self) -> None:
        self.connection = Connection()

    async def __aenter__(self) -> Connection:
        await self.connection.open()
        return self.connection

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.connection.close()
