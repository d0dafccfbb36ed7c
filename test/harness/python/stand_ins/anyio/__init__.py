import asyncio

import structured
from structured import CancelScope, CapacityLimiter, Condition, open_file
from structured import TaskGroup as create_task_group
from structured import connect as connect_tcp

__all__ = ["CancelScope", "CapacityLimiter", "Condition", "connect_tcp", "create_task_group", "open_file"]

Event = asyncio.Event
Lock = asyncio.Lock
sleep = asyncio.sleep


def run(function, *arguments: object) -> object:
    return asyncio.run(function(*arguments))


def fail_after(seconds: float) -> CancelScope:
    return CancelScope(limit=seconds, error=TimeoutError)


def move_on_after(seconds: float) -> CancelScope:
    return CancelScope(limit=seconds)


def get_cancelled_exc_class() -> type:
    return asyncio.CancelledError


class Listener:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def __aenter__(self) -> "Listener":
        return self

    async def __aexit__(self, *details: object) -> None:
        pass

    async def serve(self, handler) -> None:
        async with await asyncio.start_server(structured.serving(handler), self.host, self.port) as server:
            await server.serve_forever()


async def create_tcp_listener(*, local_host: str, local_port: int) -> Listener:
    return Listener(local_host, local_port)
