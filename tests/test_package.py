"""What is handed out: wheel and source archive have all they should, and are the same each time they are made."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from tests.smoke import TRIED

CHECKOUT = Path(__file__).resolve().parent.parent


def tracked(*tops: str) -> list[str]:
    """The files that git knows below these folders; skips where there is no git."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *tops],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip("no git checkout")
    return done.stdout.splitlines()


def made(source: Path, out: Path) -> tuple[Path, Path]:
    """The wheel and the source archive, built from the project at `source`."""
    pytest.importorskip("hatchling")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", out], cwd=source, capture_output=True, check=True)
    return next(out.glob("*.whl")), next(out.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return made(CHECKOUT, tmp_path_factory.mktemp("dist"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_wheel_has_the_code_the_data_and_nothing_else(package: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(package[0]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        points = next(wheel.read(n).decode() for n in wheel.namelist() if n.endswith("entry_points.txt"))
    data = {f"kg/_data/{name}" for name in tracked("ontology", "seeds")}
    assert names == set(tracked("kg")) | data
    assert "kg = kg.cli:main" in points
    assert "py.typed" in {Path(name).name for name in names}


def test_the_source_archive_has_what_it_takes_to_carry_on(package: tuple[Path, Path]) -> None:
    with tarfile.open(package[1]) as archive:
        names = {m.name.partition("/")[2] for m in archive.getmembers() if m.isfile()}
    wanted = {name for name in tracked() if not name.startswith(".")}
    assert wanted - names == set()
    assert names - wanted <= {"PKG-INFO", ".gitignore"}


def test_the_same_source_gives_the_same_files(package: tuple[Path, Path], tmp_path: Path) -> None:
    """Also from the source archive, unpacked elsewhere and at another time."""
    with tarfile.open(package[1]) as archive:
        if hasattr(tarfile, "data_filter"):  # not before Python 3.11.4
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(tmp_path / "source")
    (source,) = (tmp_path / "source").iterdir()
    for path in source.rglob("*"):
        path.touch()
    again = made(source, tmp_path / "again")
    assert [digest(path) for path in again] == [digest(path) for path in package]


def test_the_smoke_test_tries_every_command() -> None:
    assert {command.split()[0] for command, _ in TRIED} == {c.__name__ for c in COMMANDS}
