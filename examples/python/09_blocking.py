"""Blocking and non-blocking: one blocking call stops every other coroutine."""

import asyncio
import subprocess
import time
import urllib.request


# Bad
async def poll(url: str) -> bytes:
    time.sleep(5)  # finds sleep: time.sleep(5)
    with urllib.request.urlopen(url) as response:  # finds network: urllib.request.urlopen(url)
        return response.read()


async def convert(picture: str) -> None:
    subprocess.run(["convert", picture, "small.png"], check=True)  # finds process: subprocess.run(…


async def confirm() -> bool:
    return input("Really? ") == "y"  # finds input: input("Really? ")


# Good
def load(url: str) -> bytes:
    with urllib.request.urlopen(url) as response:
        return response.read()


async def poll_without_blocking(url: str) -> bytes:
    await asyncio.sleep(5)
    return await asyncio.to_thread(load, url)


async def convert_without_blocking(picture: str) -> None:
    process = await asyncio.create_subprocess_exec("convert", picture, "small.png")
    await process.wait()


async def confirm_without_blocking() -> bool:
    return await asyncio.to_thread(input, "Really? ") == "y"
