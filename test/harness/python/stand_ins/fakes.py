"""Sessions that answer without a network, as HTTP libraries shape them."""


class Answer:
    """Like the response of httpx, whose body is there at once."""

    def __init__(self, body: object) -> None:
        self.body = body

    def raise_for_status(self) -> "Answer":
        return self

    def json(self) -> object:
        return self.body


class Client:
    """Like `httpx.AsyncClient`."""

    def __init__(self, *, timeout: object = None) -> None:
        self.timeout = timeout
        self.is_open = False

    async def __aenter__(self) -> "Client":
        self.is_open = True
        return self

    async def __aexit__(self, *details: object) -> None:
        self.is_open = False

    async def get(self, url: str, *, timeout: object = None) -> Answer:
        assert timeout or self.timeout, "a request without a time limit"
        return Answer({"url": url})

    async def post(self, url: str, *, json: object, timeout: object = None) -> Answer:
        assert timeout or self.timeout, "a request without a time limit"
        return Answer(json)


class StreamedAnswer:
    """Like the response of aiohttp, whose body has to be awaited."""

    def __init__(self, body: object) -> None:
        self.body = body
        self.is_open = False

    async def __aenter__(self) -> "StreamedAnswer":
        self.is_open = True
        return self

    async def __aexit__(self, *details: object) -> None:
        self.is_open = False

    def raise_for_status(self) -> None:
        assert self.is_open

    async def json(self) -> object:
        assert self.is_open
        return self.body


class Session:
    """Like `aiohttp.ClientSession`."""

    def __init__(self, *, timeout: object = None) -> None:
        self.timeout = timeout

    async def __aenter__(self) -> "Session":
        return self

    async def __aexit__(self, *details: object) -> None:
        pass

    def get(self, url: str, *, timeout: object = None) -> StreamedAnswer:
        assert timeout or self.timeout, "a request without a time limit"
        return StreamedAnswer({"url": url})

    def post(self, url: str, *, json: object, timeout: object = None) -> StreamedAnswer:
        assert timeout or self.timeout, "a request without a time limit"
        return StreamedAnswer(json)


client = Client()
session = Session()
