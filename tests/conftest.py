"""What tests of every room share."""

import os
import signal
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    # A shell starts what runs in its background with Ctrl-C ignored, and programs that tests start inherit that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def repo() -> Path:
    """The top folder of this repository."""
    return REPO


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The saved news texts that are not part of the repository: SITEGEN_CORPUS, or ../shared/corpus beside it."""
    given = os.environ.get("SITEGEN_CORPUS")
    folder = Path(given) if given else REPO.parent / "shared" / "corpus"
    if not (folder / "raw").is_dir():
        pytest.skip(f"the corpus is not here ({folder}): put it there or set SITEGEN_CORPUS to its folder")
    return folder
