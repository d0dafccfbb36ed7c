"""The two classics: a forgotten await, and a coroutine called in a plain function."""

import asyncio


class Mailer:
    async def send(self, text: str) -> None:
        await asyncio.sleep(0.1)
        print(text)


class Shop:
    def __init__(self, mailer: Mailer) -> None:
        self.mailer = mailer

    # Bad: both mails stay unsent.
    async def confirm(self) -> None:
        self.mailer.send("thank you")  # finds coroutine: self.mailer.send("thank you")

    def remind(self) -> None:
        self.mailer.send("your basket misses you")  # finds coroutine-in-sync-function: self.mailer.send(…

    # Good
    async def confirm_and_wait(self) -> None:
        await self.mailer.send("thank you")

    async def remind_and_wait(self) -> None:
        await self.mailer.send("your basket misses you")
