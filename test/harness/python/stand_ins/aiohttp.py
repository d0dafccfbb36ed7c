from fakes import Session as ClientSession

__all__ = ["ClientSession", "ClientTimeout"]


class ClientTimeout:
    def __init__(self, *, total: float) -> None:
        self.total = total
