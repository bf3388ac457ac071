"""Work on many cores: processes that start once, and results in the order of the tasks.

A process that dies (killed by the system for its memory, or by a fault in a library) takes the piece that it worked on,
not the run: what it may have been is done again, each piece alone, and only the one that dies again is given up.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sitegen.base.problems import Problem

Task = TypeVar("Task")
Done = TypeVar("Done")
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much (0 where that is not known)."""
_AHEAD = 3
"""So many tasks for each process wait or are under way: enough to keep it busy, few enough for memory."""


@dataclass(frozen=True, slots=True)
class Died:
    """Stands in the place of a result that there is not."""

    why: str

    def problem(self, shown: str) -> Problem:
        """What is said of the file that was worked on."""
        hint = "it may be too large for this machine's memory: split it, or report it"
        return Problem("worker-died", f"this file could not be worked on: {self.why}", shown, hint=hint)


class Crew:
    """Processes that are replaced when one of them dies."""

    def __init__(self, count: int, start: Callable[..., None] | None, given: tuple[object, ...]) -> None:
        self.count, self._start, self._given = count, start, given
        self._pool = self._new(count)

    def submit(self, work: Callable[[list[Task]], list[Done]], batch: list[Task]) -> Future[list[Done]]:
        try:
            return self._pool.submit(work, batch)
        except BrokenProcessPool as error:
            broken: Future[list[Done]] = Future()
            broken.set_exception(error)
            return broken

    def renew(self) -> None:
        """New processes in the place of all."""
        self.close()
        self._pool = self._new(self.count)

    def alone(self, work: Callable[[list[Task]], list[Done]], batch: list[Task]) -> list[Done | Died]:
        """Each piece in a process that does nothing else."""
        out: list[Done | Died] = []
        pool = self._new(1)
        try:
            for piece in batch:
                try:
                    out += pool.submit(work, [piece]).result()
                except BrokenProcessPool:
                    out.append(Died("the process died"))
                    pool.shutdown()
                    pool = self._new(1)
                except (MemoryError, RecursionError) as error:
                    out.append(Died(_words(error)))
        finally:
            pool.shutdown(cancel_futures=True)
        return out

    def close(self) -> None:
        # Whoever leaves early (Ctrl-C, a full disk) waits for what is under way and for nothing else.
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _new(self, count: int) -> ProcessPoolExecutor:
        # Fresh processes rather than forks: `serve` has threads, and a fork of a program with threads may hang.
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(method)
        return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(self._start, self._given))


def count_of(jobs: int) -> int:
    """How many processes `--jobs` means: 0 is one for each core."""
    return jobs or os.cpu_count() or 1


@contextlib.contextmanager
def workers(jobs: int, start: Callable[..., None] | None = None, *given: object) -> Iterator[Crew | None]:
    """Processes for work that is worth it; none for one job. They start when they are first needed.

    Args:
        start: what each process does once before its first task, with the arguments that follow.
    """
    count = count_of(jobs)
    if count < 2:
        yield None
        return
    crew = Crew(count, start, given)
    try:
        yield crew
    finally:
        crew.close()


def _begin(start: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    # Ctrl-C reaches every process of the terminal; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if start is not None:
        start(*given)


def batched(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    """Tasks in lists of a length."""
    left = iter(tasks)
    while batch := list(islice(left, size)):
        yield batch


def in_order(
    crew: Crew | None, work: Callable[[list[Task]], Sequence[Done]], batches: Iterable[list[Task]]
) -> Iterator[tuple[list[Task], Sequence[Done | Died]]]:
    """Each batch with its results, in the order of the batches, of which few are held at once.

    Args:
        work: a batch → as many results; it must give the same for a batch of one.
    """
    if crew is None:
        for batch in batches:
            yield batch, _here(work, batch)
        return
    waiting: deque[tuple[list[Task], Future[Any]]] = deque()
    most = _AHEAD * crew.count
    try:
        for batch in batches:
            waiting.append((batch, crew.submit(work, batch)))  # type: ignore[arg-type]
            if len(waiting) >= most:
                yield _first(crew, work, waiting)
        while waiting:
            yield _first(crew, work, waiting)
    finally:
        for _, future in waiting:
            future.cancel()


def _first(
    crew: Crew, work: Callable[[list[Task]], Sequence[Done]], waiting: deque[tuple[list[Task], Future[Any]]]
) -> tuple[list[Task], Sequence[Done | Died]]:
    batch, future = waiting.popleft()
    try:
        return batch, future.result()
    except (MemoryError, RecursionError):
        return batch, crew.alone(work, batch)  # type: ignore[arg-type]
    except BrokenProcessPool:
        crew.renew()
        results = crew.alone(work, batch)  # type: ignore[arg-type]
        for index, (other, lost) in enumerate(waiting):
            if lost.cancelled() or (lost.done() and lost.exception() is not None):
                waiting[index] = (other, crew.submit(work, other))  # type: ignore[arg-type]
        return batch, results


def _here(work: Callable[[list[Task]], Sequence[Done]], batch: list[Task]) -> Sequence[Done | Died]:
    try:
        return work(batch)
    except (MemoryError, RecursionError):
        out: list[Done | Died] = []
        for piece in batch:
            try:
                out += work([piece])
            except (MemoryError, RecursionError) as error:
                out.append(Died(_words(error)))
        return out


def _words(error: BaseException) -> str:
    return "it takes more memory than there is" if isinstance(error, MemoryError) else "it is too deeply nested"
