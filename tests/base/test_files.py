"""The disk: a file is whole or not there, in one order, and nothing outside is followed."""

import os
from pathlib import Path

import pytest

from sitegen.base.files import is_link_out, sha256_hex, walk_files, write_atomic, write_new


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
