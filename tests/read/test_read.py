"""Files and folders become articles; what cannot be read is set aside with its reason."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BadData, NoInput
from kg.read import Intake, Metadata, load_table, read
from kg.read.files import MAX_BYTES, shown

COUP = "Soldiers seize palace\n\nSoldiers in Gabon seized the palace on Sunday.\n"
FLOOD = "Floods hit Beira\n\nFloods hit the port of Beira on Friday.\n"


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def reasons(intake: Intake) -> list[str]:
    return [r.reason for r in intake.rejected]


def test_folders_are_read_in_sorted_order_and_other_suffixes_are_counted(tmp_path: Path) -> None:
    for name, data in (("b/z.txt", COUP), ("a.TXT", FLOOD), ("p.pdf", "x"), ("b/q.pdf", "x"), ("README", "x")):
        write(tmp_path / name, data)
    write(tmp_path / ".hidden.txt", "hidden")
    write(tmp_path / ".git" / "note.txt", "hidden")
    intake = read([tmp_path])
    assert [a.name for a in intake.articles] == ["a", "z"]
    assert dict(intake.passed_over) == {".pdf": 2, "(no suffix)": 1}
    assert intake.inputs == 2


def test_the_same_text_twice_is_one_article_with_two_sources(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", COUP)
    write(tmp_path / "b.txt", COUP.replace("\n", "\r\n"))
    (article,) = read([tmp_path]).articles
    assert [Path(s.path).name for s in article.sources] == ["a.txt", "b.txt"]
    assert article.sources[0].sha256 != article.sources[1].sha256


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", COUP)
    (article,) = read([path, tmp_path, path]).articles
    assert len(article.sources) == 1


def test_articles_that_share_a_file_name_are_named_by_their_folders(tmp_path: Path) -> None:
    write(tmp_path / "gabon" / "1.txt", COUP)
    write(tmp_path / "mozambique" / "1.txt", FLOOD)
    write(tmp_path / "mozambique" / "2.txt", FLOOD + "More rain fell.\n")
    assert [a.name for a in read([tmp_path]).articles] == ["gabon/1", "mozambique/1", "2"]


def test_the_id_is_of_the_content_alone(tmp_path: Path) -> None:
    (one,) = read([write(tmp_path / "a.txt", COUP)]).articles
    (two,) = read([write(tmp_path / "b.txt", COUP)], {"b": Metadata(date(2023, 8, 30))}).articles
    assert one.id == two.id


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"\x00\x01binary", "NUL"),
        (b"x" * 400_000, "without a space"),
        (b"a " * (MAX_BYTES // 2 + 1), "limit"),
        (b"", "empty"),
    ],
    ids=["binary", "one word", "too long", "empty"],
)
def test_an_unusable_file_is_set_aside_and_the_others_are_read(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path / "bad.txt", data)
    write(tmp_path / "good.txt", COUP)
    intake = read([tmp_path])
    assert [a.name for a in intake.articles] == ["good"]
    assert len(intake.rejected) == 1
    assert reason in intake.rejected[0].reason
    assert intake.inputs == 2


def test_cp1252_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "The Élysée said no on Monday.\n".encode("cp1252"))
    assert read([path]).notes == ((str(path), "not UTF-8: read as cp1252"),)


def test_links_that_loop_and_pipes_are_no_trouble(tmp_path: Path) -> None:
    write(tmp_path / "news" / "a.txt", COUP)
    (tmp_path / "news" / "again").symlink_to(tmp_path / "news")
    (tmp_path / "news" / "nowhere.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "news" / "pipe.txt")
    intake = read([tmp_path])
    assert len(intake.articles) == 1
    assert sorted(reasons(intake)) == ["cannot be read: No such file or directory", "not a regular file"]


def test_a_name_that_is_no_utf8_is_shown_with_its_bytes(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(raw)).write_text(COUP)
    (article,) = read([tmp_path]).articles
    assert article.name == r"caf\xe9"
    assert article.sources[0].path.encode()


def test_a_graph_among_the_news_is_no_news(tmp_path: Path) -> None:
    write(tmp_path / "coup.txt", COUP)
    write(tmp_path / "graph" / "objects" / "ab" / "ab.json", "{}")
    (tmp_path / "graph" / "generations").mkdir()
    assert dict(read([tmp_path]).passed_over) == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir(mode=0)
    assert reasons(read([tmp_path])) == ["cannot be listed: Permission denied"]


def test_a_path_that_does_not_exist_is_no_input(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="no such file"):
        read([tmp_path / "nowhere"])


def test_a_file_of_another_format_named_outright_is_rejected(tmp_path: Path) -> None:
    assert "not a format" in reasons(read([write(tmp_path / "a.pdf", COUP)]))[0]


def test_a_table_gives_metadata_and_a_sidecar_wins(tmp_path: Path) -> None:
    write(tmp_path / "coup.txt", COUP)
    write(tmp_path / "flood.txt", FLOOD)
    write(tmp_path / "flood.meta.json", json.dumps({"published": "2020-03-07T09:00:00Z", "title": " Port  floods "}))
    table = write(
        tmp_path / "t.csv",
        "\ufeffarticle,published,outlet,extra\ncoup,2023-08-30,Courier,x\nflood,2020-03-06,Courier,\nother,,,\n",
    )
    coup, flood = read([tmp_path], load_table(table)).articles
    assert (coup.published, coup.published_basis, coup.outlet) == (date(2023, 8, 30), "given", "Courier")
    assert (flood.published, flood.outlet, flood.title) == (date(2020, 3, 7), "Courier", "Port floods")


def test_an_empty_date_is_unknown_and_an_address_dates_by_inference(tmp_path: Path) -> None:
    write(tmp_path / "coup.txt", COUP)
    table = load_table(write(tmp_path / "t.csv", "article,published,url\ncoup,,https://example.org/2023/08/30/x\n"))
    (article,) = read([tmp_path / "coup.txt"], table).articles
    assert (article.published, article.published_basis) == (date(2023, 8, 30), "inferred")
    (article,) = read([tmp_path / "coup.txt"]).articles
    assert (article.published, article.published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    "text, message",
    [
        ("article,published\nx,2020-02-30\n", r"row 2: published '2020-02-30' is not a date"),
        ("article,published\nx,2020-02-03\ny,03.02.2020\n", "row 3: published"),
        ("article,outlet\nx,A\nx,B\n", "row 3: article 'x' has another row"),
        ("name,published\nx,2020-02-03\n", "no column 'article'"),
        ("article,published\n,2020-02-03\n", "row 2: no article named"),
    ],
)
def test_a_table_that_does_not_fit_names_the_row(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadData, match=message):
        load_table(write(tmp_path / "t.csv", text))


@pytest.mark.parametrize("sidecar", ["[1]", "{", '{"published": 2020}', '{"published": "soon"}', "[" * 5000])
def test_a_sidecar_that_does_not_fit_sets_its_article_aside(tmp_path: Path, sidecar: str) -> None:
    write(tmp_path / "coup.txt", COUP)
    write(tmp_path / "coup.meta.json", sidecar)
    intake = read([tmp_path])
    assert intake.articles == ()
    assert "coup.meta.json cannot be used" in intake.rejected[0].reason


def test_dropped_stretches_are_of_the_stored_text(tmp_path: Path) -> None:
    (article,) = read([write(tmp_path / "a.txt", "Share this article\r\n" + COUP)]).articles
    assert [d.span.of(article.text) for d in article.dropped] == ["Share this article"]


@given(st.lists(st.binary(max_size=120), max_size=5))
@settings(max_examples=40, deadline=None)
def test_whatever_the_bytes_every_input_is_read_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, blobs: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("news")
    for number, blob in enumerate(blobs):
        write(folder / f"{number}.txt", blob)
    intake = read([folder])
    assert intake.inputs == len(blobs)
    assert all(shown(Path(s.path)) == s.path for a in intake.articles for s in a.sources)
    shutil.rmtree(folder)
