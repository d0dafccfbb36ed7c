"""Executors: blocking and computing work that leaves the event loop alone."""

import asyncio
import hashlib
import time
from concurrent.futures import ProcessPoolExecutor


def fingerprint(password: str) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), b"salt", 1_000_000)


def wait_for_device() -> str:
    time.sleep(2)
    return "ready"


# Bad: the event loop waits for the device.
async def start_device() -> str:
    time.sleep(2)  # finds sleep: time.sleep(2)
    return "ready"


# Good
async def start_device_in_thread() -> str:
    return await asyncio.to_thread(wait_for_device)


async def fingerprint_in_process(password: str, pool: ProcessPoolExecutor) -> bytes:
    return await asyncio.get_running_loop().run_in_executor(pool, fingerprint, password)
