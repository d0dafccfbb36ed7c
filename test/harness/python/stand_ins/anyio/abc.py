from structured import SocketStream

__all__ = ["SocketStream"]
