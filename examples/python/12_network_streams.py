"""Network streams: writing needs drain, closing needs wait_closed."""

import asyncio
import socket


# Bad: drain and wait_closed are coroutines; dropped, they do nothing.
async def send_lines(writer: asyncio.StreamWriter, lines: list[str]) -> None:
    for line in lines:
        writer.write(line.encode())
        writer.drain()  # finds coroutine: writer.drain()
    writer.close()
    writer.wait_closed()  # finds coroutine: writer.wait_closed()


# Bad: a blocking connection inside a coroutine.
async def is_reachable(host: str) -> bool:
    connection = socket.create_connection((host, 443), timeout=5)  # finds network: socket.create_connection(…
    connection.close()
    return True


# Good
async def send_lines_and_wait(writer: asyncio.StreamWriter, lines: list[str]) -> None:
    for line in lines:
        writer.write(line.encode())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def is_reachable_without_blocking(host: str) -> bool:
    async with asyncio.timeout(5):
        _, writer = await asyncio.open_connection(host, 443)
    writer.close()
    await writer.wait_closed()
    return True
