from fakes import Client as AsyncClient

__all__ = ["AsyncClient"]
