"""What a room's command asks of the tables beside the journal: done one after the other, so that no line waits for it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import close_old_connections, connections

_pool = ThreadPoolExecutor(1, thread_name_prefix="aside")


def aside(work: Callable[[], None]) -> "Future[None]":
    """This will do something that may wait for the database, in a thread of its own; it does not wait itself."""

    def carry_out() -> None:
        close_old_connections()
        try:
            work()
        finally:
            connections.close_all()

    return _pool.submit(carry_out)
