"""The checksums of a folder: what is damaged is known by them, also what two generations share."""

from __future__ import annotations

from pathlib import Path

from kg.store.sealed import CHECKSUMS, checksums, misfits


def test_a_shared_file_keeps_its_checksum_and_its_damage_shows(tmp_path: Path) -> None:
    before, after = tmp_path / "1", tmp_path / "2"
    before.mkdir()
    after.mkdir()
    (before / "table").write_bytes(b"what both have")
    (before / "own").write_bytes(b"what the first has")
    (before / CHECKSUMS).write_bytes(checksums(before))
    (after / "table").hardlink_to(before / "table")
    (after / "own").write_bytes(b"what the second has")
    assert checksums(after, before) == checksums(after)
    with (before / "table").open("r+b") as file:
        file.write(b"W")
    (after / CHECKSUMS).write_bytes(checksums(after, before))
    assert [path.name for path, _ in misfits(after)] == ["table"]
