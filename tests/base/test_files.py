"""The disk: a file is whole or not there, in one order, and nothing outside is followed."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.base import files
from sitegen.base.files import is_link_out, sha256_hex, sweep, walk_files, write_atomic, write_new, write_over


def test_files_come_in_one_order_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/b/c.md", "B.md", ".hidden", ".folder/x.md", "a-1.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = [path.relative_to(tmp_path).as_posix() for path in walk_files(tmp_path)]
    assert found == ["B.md", "a/b/c.md", "a/z.md", "a-1.md", "b.md"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(walk_files(tmp_path / "nowhere")) == []


def test_links_are_given_and_folders_behind_them_are_not_entered(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.md").write_text("x")
    (inside / "file.md").symlink_to(outside / "secret.md")
    (inside / "folder").symlink_to(outside)
    (inside / "circle").symlink_to(inside)
    (inside / "own.md").write_text("x")
    (inside / "friend.md").symlink_to(inside / "own.md")
    found = {path.name: is_link_out(path, inside) for path in walk_files(inside)}
    assert found == {"circle": False, "file.md": True, "folder": True, "friend.md": False, "own.md": False}


def test_writing_replaces_whole_files_and_leaves_nothing_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.json"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["x.json"]


def test_a_failed_write_leaves_the_old_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.mkdir()
    (path / "inner").write_text("kept")
    with pytest.raises(OSError):
        write_atomic(path, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["x"] and (path / "inner").read_text() == "kept"


def test_written_files_have_the_rights_of_the_persons_umask(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("x")
    write_atomic(tmp_path / "ours", b"x")
    assert os.stat(tmp_path / "ours").st_mode == os.stat(plain).st_mode


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    write_new(tmp_path / "x", b"one")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "x", b"two")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "dangling", b"two")
    assert (tmp_path / "x").read_bytes() == b"one" and not (tmp_path / "nowhere").exists()


def test_the_fixity_of_an_original_is_its_sha_256() -> None:
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_what_somebody_has_just_written_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"ours")
    assert write_over(path, b"new", b"ours") and path.read_bytes() == b"new"
    assert not write_over(path, b"newer", b"ours") and path.read_bytes() == b"new"
    assert not write_over(tmp_path / "gone", b"newer", b"ours") and not (tmp_path / "gone").exists()
    (tmp_path / "link").symlink_to(path)
    assert not write_over(tmp_path / "link", b"newer", b"new") and (tmp_path / "link").is_symlink()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["link", "x"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_save_at_the_last_moment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"ours")
    real = files.exchange
    saved: list[bool] = []

    def exchange(first: Path, second: Path) -> bool:
        if not saved:
            saved.append(True)
            path.write_bytes(b"a person's")
        return can_exchange and real(first, second)

    monkeypatch.setattr(files, "exchange", exchange)
    assert not write_over(path, b"new", b"ours")
    assert path.read_bytes() == b"a person's" and [entry.name for entry in tmp_path.iterdir()] == ["x"]


def test_a_new_file_does_not_take_the_place_of_one_that_appears_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = tmp_path / "x", os.fsync

    def fsync(handle: int) -> None:
        path.write_bytes(b"a person's")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(FileExistsError):
        write_new(path, b"new")
    assert path.read_bytes() == b"a person's" and [entry.name for entry in tmp_path.iterdir()] == ["x"]


def test_a_file_may_be_made_elsewhere_even_on_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    through, path = tmp_path / "parts", tmp_path / "content/x"
    write_new(path, b"one", through)
    assert write_over(path, b"two", b"one", through) and list(through.iterdir()) == []
    real = {"link": os.link, "replace": os.replace}

    def other_disk(name: str) -> Callable[..., None]:
        def call(source: str, target: Path, **named: object) -> None:
            if str(source).startswith(str(through)):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
            real[name](source, target)

        return call

    for name in real:
        monkeypatch.setattr(os, name, other_disk(name))
    write_new(tmp_path / "content/y", b"new", through)
    write_atomic(path, b"three", through)
    assert path.read_bytes() == b"three" and (tmp_path / "content/y").read_bytes() == b"new"
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["x", "y"] and list(through.iterdir()) == []


def test_only_what_is_noted_is_swept(tmp_path: Path) -> None:
    through, content = tmp_path / "parts", tmp_path / "content"
    through.mkdir()
    content.mkdir()
    for name in (".0123.part", ".theirs.part", "x.md"):
        (content / name).write_text("x")
    (through / ".x.abcdefgh.part").write_text("half")
    (through / "0123.beside").write_text(str(content / ".0123.part"))
    (through / "4567.beside").write_text(str(content / "x.md"))
    sweep(through)
    assert not through.exists()
    assert sorted(entry.name for entry in content.iterdir()) == [".theirs.part", "x.md"]
