/** What snippets are written into for their tests: definitions of what their placeholders stand for. */

import type { Language } from '../../server/analysis/document.ts';

export const surroundings: Readonly<Record<Language, string>> = {
  python: `from fakes import client, session


async def work() -> str: return "done"
async def load(item: str = "") -> str: return item
async def load_first() -> str: return "first"
async def load_second() -> str: return "second"
async def first() -> str: return "first"
async def second() -> str: return "second"
async def stream():
    for item in items: yield item
def compute() -> int: return 42
def parse(item: str) -> str: return item.upper()


class Resource:
    async def aclose(self) -> None: closed.append(self)


async def open_resource() -> Resource: return Resource()


class open_session:
    async def __aenter__(self) -> "open_session": return self
    async def __aexit__(self, *details: object) -> None: closed.append(self)
    async def run(self) -> str: return "ran"


closed: list = []
items = ["one", "two"]
path = "notes.txt"
text = "hello"
url = "data:application/json,{}"
payload = {"name": "Ada"}
`,
  typescript: `declare function work(): Promise<string>;
declare function load(item: string): Promise<string>;
declare function loadFirst(): Promise<string>;
declare function loadSecond(): Promise<number>;
declare function first(signal?: AbortSignal): Promise<void>;
declare function second(signal?: AbortSignal): Promise<void>;
declare function openResource(): Promise<AsyncDisposable & { close(): Promise<void> }>;
declare function saveAll(items: readonly string[]): Promise<void>;
declare const items: readonly string[];
declare const stream: AsyncIterable<string>;
declare const file: string;
declare const target: string;
declare const text: string;
declare const data: unknown;
declare const url: string;
declare const urls: readonly string[];
`,
};

/** Consumes from what the channels of trio and anyio look like. */
const receiver = `class Receiver:
    async def __aenter__(self): return self
    async def __aexit__(self, *details): closed.append(self)
    async def __aiter__(self):
        for item in items: yield item
await consume(Receiver())
assert closed`;

/**
 * Python that uses what a snippet defines and asserts what it does, by the word of the snippet and, where the libraries
 * differ, the library. It runs in an async function.
 */
export const drivers: Readonly<Record<string, string>> = {
  aioBackground: `start_in_background(work())
assert len(background_tasks) == 1
await asyncio.sleep(0.01)
assert not background_tasks`,
  aioBarrier: `assert await asyncio.gather(together(), together()) == ["done", "done"]`,
  aioCache: `count = []
async def counted(key):
    count.append(key)
    return key
globals()["load"] = counted
assert await cached("a") == await cached("a") == "a"
assert count == ["a"]
async def failing(key): raise OSError
globals()["load"] = failing
for _ in range(2):
    try: await cached("b")
    except OSError: pass
    else: raise AssertionError
globals()["load"] = counted
assert await cached("b") == "b"`,
  aioCondition: `mailbox = Mailbox()
await mailbox.put(1)
assert await mailbox.take() == 1`,
  aioCtx: `async with opened() as resource: assert not closed
assert closed == [resource]`,
  aioCtxClass: `async with Opened() as opened: assert not closed
assert closed == [opened.resource]`,
  aioDef: `assert await run("one") == "one"`,
  aioEvent: `ready.set()
assert await when_ready() == "done"`,
  aioExecutor: `assert await in_thread("one") == "ONE"`,
  aioGen: `assert [item async for item in generate(["one", "two"])] == ["one", "two"]`,
  aioHttpMany: `answers = await fetch_all([url, url])
assert len(answers) == 2 and answers[0] in (b"{}", {"url": url})`,
  aioIterClass: `assert [item async for item in Pages(["one", "two"])] == ["one", "two"]`,
  aioLimitMap: `running, most = 0, 0
async def counted(item):
    global running, most
    running += 1
    most = max(most, running)
    await LIBRARY.sleep(0)
    running -= 1
    return item * 2
globals().update(running=0, most=0)
assert await limit_map(counted, [1, 2, 3, 4, 5], 2) == [2, 4, 6, 8, 10]
assert globals()["most"] == 2`,
  aioLock: `assert await exclusively() == "done"`,
  aioProcess: `assert await in_processes(["one", "two"]) == ["ONE", "TWO"]`,
  'aioProcess anyio': `assert await in_process("one") == "ONE"`,
  aioQueue: `queue = asyncio.Queue()
for item in items: queue.put_nowait(item)
consumer = asyncio.create_task(consume(queue))
await queue.join()
consumer.cancel()`,
  'aioQueue trio': receiver,
  'aioQueue anyio': receiver,
  aioSem: `assert await limited("one") == "one"`,
  aioServer: `serving = asyncio.create_task(serve())
await asyncio.sleep(0.05)
reader, writer = await asyncio.open_connection("127.0.0.1", 8080)
writer.write(b"ping\\n")
assert await reader.readline() == b"ping\\n"
writer.close()
await writer.wait_closed()
serving.cancel()
await asyncio.wait([serving])`,
  'aioServer trio': `async with trio.open_nursery() as nursery:
    nursery.start_soon(serve)
    await trio.sleep(0.05)
    async with await trio.open_tcp_stream("127.0.0.1", 8080) as stream:
        await stream.send_all(b"ping\\n")
        assert await stream.receive_some() == b"ping\\n"
    nursery.cancel_scope.cancel()`,
  'aioServer anyio': `async with anyio.create_task_group() as group:
    group.start_soon(serve)
    await anyio.sleep(0.05)
    async with await anyio.connect_tcp("127.0.0.1", 8080) as stream:
        await stream.send(b"ping\\n")
        assert await stream.receive() == b"ping\\n"
    group.cancel_scope.cancel()`,
  aioTaskState: `task = asyncio.create_task(work())
assert state_of(task) == "running"
await task
assert state_of(task) == "done"`,
};
