"""Work that some numbers do not survive; a module of its own, which processes can load."""

import os
import signal


def worked(batch: list[int]) -> list[int]:
    for number in batch:
        if number == 13:
            os._exit(1)
        if number == 17:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 19:
            raise MemoryError
        if number == 23:
            raise RecursionError
    return [number * number for number in batch]
