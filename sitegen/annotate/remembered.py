"""What was found of a printed word once, kept for the texts that say it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar

MOST: Final = 65536
T = TypeVar("T")


class Remembered(dict[str, T], Generic[T]):
    """A dictionary that fills itself: for what is known nothing is called; when it is full it begins anew."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, printed: str) -> T:
        if len(self) >= MOST:
            self.clear()
        self[printed] = found = self._find(printed)
        return found
