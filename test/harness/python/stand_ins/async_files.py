"""A file whose methods are awaited."""


class File:
    def __init__(self, path, mode, encoding) -> None:
        self.file = open(path, mode, encoding=encoding)

    async def __aenter__(self) -> "File":
        return self

    async def __aexit__(self, *details: object) -> None:
        self.file.close()

    async def read(self) -> str:
        return self.file.read()

    async def write(self, text: str) -> int:
        return self.file.write(text)
