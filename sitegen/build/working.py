"""Work on many cores: processes that start once, and results in the order of the tasks."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much (0 where that is not known)."""
_AHEAD = 3
"""So many tasks for each process wait or are under way: enough to keep it busy, few enough for memory."""


def count_of(jobs: int) -> int:
    """How many processes `--jobs` means: 0 is one for each core."""
    return jobs or os.cpu_count() or 1


@contextlib.contextmanager
def workers(jobs: int, start: Callable[..., None] | None = None, *given: object) -> Iterator[Executor | None]:
    """Processes for work that is worth it; none for one job. They start when they are first needed.

    Args:
        start: what each process does once before its first task, with the arguments that follow.
    """
    count = count_of(jobs)
    if count < 2:
        yield None
        return
    # Fresh processes rather than forks: `serve` has threads, and a fork of a program with threads may hang.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_start, initargs=(start, given))
    try:
        yield pool
    finally:
        # Whoever leaves early (Ctrl-C, a full disk) waits for what is under way and for nothing else.
        pool.shutdown(wait=True, cancel_futures=True)


def _start(start: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    # Ctrl-C reaches every process of the terminal; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if start is not None:
        start(*given)


def in_order(
    pool: Executor | None, jobs: int, work: Callable[[Task], Done], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Done]]:
    """Each task with its result, in the order of the tasks, of which few are held at once."""
    if pool is None:
        for task in tasks:
            yield task, work(task)
        return
    waiting: deque[tuple[Task, Future[Done]]] = deque()
    most = _AHEAD * count_of(jobs)
    try:
        for task in tasks:
            waiting.append((task, pool.submit(work, task)))
            if len(waiting) >= most:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        for _, future in waiting:
            future.cancel()
