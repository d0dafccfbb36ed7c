"""HTTP POST: a request that is not awaited is not sent."""

import httpx


# Bad
async def report(client: httpx.AsyncClient, event: str) -> None:
    client.post("https://example.org/events", json={"event": event})  # finds coroutine: client.post(…


# Good
async def report_and_check(client: httpx.AsyncClient, event: str) -> None:
    response = await client.post("https://example.org/events", json={"event": event}, timeout=10)
    response.raise_for_status()
