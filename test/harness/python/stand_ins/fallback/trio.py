import asyncio

import structured
from structured import CancelScope, CapacityLimiter, Condition, SocketStream, open_file
from structured import connect as open_tcp_stream

__all__ = ["CancelScope", "CapacityLimiter", "Condition", "SocketStream", "open_file", "open_tcp_stream"]

Cancelled = asyncio.CancelledError
Event = asyncio.Event
Lock = asyncio.Lock
sleep = asyncio.sleep
open_nursery = structured.TaskGroup


class TooSlowError(Exception):
    pass


class to_thread:
    run_sync = staticmethod(structured.run_sync)


def run(function, *arguments: object) -> object:
    return asyncio.run(function(*arguments))


def fail_after(seconds: float) -> CancelScope:
    return CancelScope(limit=seconds, error=TooSlowError)


def move_on_after(seconds: float) -> CancelScope:
    return CancelScope(limit=seconds)


async def serve_tcp(handler, port: int, *, host: str) -> None:
    async with await asyncio.start_server(structured.serving(handler), host, port) as server:
        await server.serve_forever()
