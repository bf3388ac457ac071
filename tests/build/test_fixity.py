"""`check --fixity`: originals are what records were made from, byte for byte."""

from __future__ import annotations

from pathlib import Path

from archives import Archive, read_record, tree


def test_every_original_of_a_sound_archive_is_verified(small: Archive) -> None:
    small.build()
    before = tree(small.root)
    result = small.run("check", "--fixity", "--json")
    assert result.code == 0 and result.json["problems"] == []
    assert result.json["verified"] == [f"raw/saved-{number}.txt" for number in range(3)]
    assert tree(small.root) == before, "nothing is written"


def test_one_changed_bit_is_told_as_an_error(small: Archive) -> None:
    small.build()
    path = small.content / "raw/saved-1.txt"
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)
    result = small.run("check", "--fixity")
    assert result.code == 1 and "[raw-changed]" in result.err and "content/raw/saved-1.txt: error:" in result.err
    assert "2 originals verified by SHA-256, 1 problem" in result.out


def test_what_is_missing_or_was_never_stated_is_told(small: Archive, tmp_path: Path) -> None:
    small.build()
    (small.content / "raw/saved-0.txt").unlink()
    (small.content / "raw/more.txt").write_text("A text that no record was made from.", encoding="utf-8")
    cleaned = [path for path in small.articles() if "raw" in read_record(path)[0]]
    path = next(path for path in cleaned if read_record(path)[0]["raw"]["file"] == "raw/saved-2.txt")
    text = path.read_text(encoding="utf-8")
    sha256 = read_record(path)[0]["raw"]["sha256"]
    path.write_text(text.replace(f", sha256: {sha256}", ""), encoding="utf-8")
    outside = tmp_path / "outside.txt"
    outside.write_text("elsewhere", encoding="utf-8")
    (small.content / "raw/saved-1.txt").unlink()
    (small.content / "raw/saved-1.txt").symlink_to(outside)
    result = small.run("check", "--fixity", "--json")
    found = sorted((problem["code"], problem["severity"]) for problem in result.json["problems"])
    assert found == [
        ("raw-missing", "error"),
        ("raw-missing", "error"),
        ("raw-unstated", "notice"),
        ("raw-unstated", "warning"),
    ]
    assert result.code == 1 and result.json["verified"] == []
