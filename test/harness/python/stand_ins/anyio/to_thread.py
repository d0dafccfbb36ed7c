from structured import run_sync

__all__ = ["run_sync"]
