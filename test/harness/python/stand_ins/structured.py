"""What trio and anyio have in common, on asyncio: just enough of it to run the snippets."""

import asyncio

from async_files import File


class CancelScope:
    """Cancels the task that entered it, and takes that cancellation back on the way out."""

    def __init__(self, *, shield: bool = False, limit: "float | None" = None, error: "type | None" = None) -> None:
        self.shield = shield
        self.limit = limit
        self.error = error
        self.cancelled_caught = False
        self.cancel_called = False
        self._timer = None

    def __enter__(self) -> "CancelScope":
        self._task = asyncio.current_task()
        if self.limit is not None:
            self._timer = asyncio.get_running_loop().call_later(self.limit, self.cancel)
        return self

    def __exit__(self, kind: object, *details: object) -> bool:
        if self._timer is not None:
            self._timer.cancel()
        if not self.cancel_called or kind is not asyncio.CancelledError:
            return False
        self.cancelled_caught = True
        if self.error is not None:
            raise self.error
        return True

    def cancel(self) -> None:
        self.cancel_called = True
        self._task.cancel()


class TaskGroup:
    """Ends when all its tasks have; one failure cancels the others."""

    def __init__(self) -> None:
        self.cancel_scope = GroupScope(self)
        self.tasks: list = []

    async def __aenter__(self) -> "TaskGroup":
        return self

    def start_soon(self, function, *arguments: object) -> None:
        self.tasks.append(asyncio.ensure_future(function(*arguments)))

    async def __aexit__(self, kind: object, error: object, trace: object) -> None:
        if error is not None:
            self.cancel_scope.cancel()
        while any(not task.done() for task in self.tasks):
            done, _ = await asyncio.wait(
                [task for task in self.tasks if not task.done()], return_when=asyncio.FIRST_EXCEPTION
            )
            if any(not task.cancelled() and task.exception() for task in done):
                self.cancel_scope.cancel()
        errors = [task.exception() for task in self.tasks if not task.cancelled() and task.exception()]
        if errors and error is None:
            raise errors[0]


class GroupScope:
    def __init__(self, group: TaskGroup) -> None:
        self.group = group

    def cancel(self) -> None:
        for task in self.group.tasks:
            task.cancel()


class CapacityLimiter(asyncio.Semaphore):
    pass


class Condition(asyncio.Condition):
    # Neither library has this one.
    wait_for = None


async def run_sync(function, *arguments: object, limiter: object = None) -> object:
    return await asyncio.get_running_loop().run_in_executor(None, function, *arguments)


async def open_file(path, mode="r", *, encoding) -> File:
    return File(path, mode, encoding)


class SocketStream:
    def __init__(self, reader, writer) -> None:
        self.reader = reader
        self.writer = writer

    async def __aenter__(self) -> "SocketStream":
        return self

    async def __aexit__(self, *details: object) -> None:
        self.writer.close()
        await self.writer.wait_closed()

    async def __aiter__(self):
        while data := await self.reader.read(100):
            yield data

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def receive(self) -> bytes:
        return await self.reader.read(100)

    send_all = send
    receive_some = receive


async def connect(host: str, port: int) -> SocketStream:
    return SocketStream(*await asyncio.open_connection(host, port))


def serving(handler):
    async def handle(reader, writer) -> None:
        await handler(SocketStream(reader, writer))

    return handle
