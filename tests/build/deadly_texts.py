"""Stages of the build that do not survive a certain line; a module of its own, which processes can load."""

import os

from sitegen.build import cleaning, reading

DEADLY = "A line that kills whoever reads it."


def deadly_clean(tasks: list[cleaning.Task]) -> object:
    for _, piece, _, _ in tasks:
        if isinstance(piece, cleaning.Original) and DEADLY in piece.path.read_text(encoding="utf-8"):
            os._exit(1)
    return cleaning._propose_batch(tasks, cleaning._STATE[0])


def deadly_read(tasks: list[reading._Task]) -> object:
    if any(DEADLY in task.text for task in tasks):
        os._exit(1)
    return [reading._read(task) for task in tasks]
