"""What people and their files get wrong: for each the exit code and the one line that says it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import run
from tests.worked_example import build_graph

NEWS = b"Chad backs Niger, the government of Kenya said on Monday.\n"
FRENCH = "Le gouvernement a annoncé mardi un accord avec les rebelles du nord du pays. ".encode() * 6
RUSSIAN = "Правительство сообщило во вторник о соглашении с повстанцами на севере страны. ".encode() * 6
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
RECORD = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def nested(depth: int) -> bytes:
    return b'{"text": "x", "more": ' + b"[" * depth + b"]" * depth + b"}\n"


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(b"a " * 500_000) for _ in range(size)), packer.flush()])


FILES: list[tuple[str, bytes, str]] = [
    # texts
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\r\n ", "empty"),
    ("invisible.txt", "\u200b\u200e\ufeff\u2060".encode(), "empty"),
    ("bom.txt", b"\xef\xbb\xbf", "empty"),
    ("nul.txt", b"Chad backs\x00 Niger.", "binary: it contains NUL bytes"),
    ("image.txt", PNG, "binary: it contains NUL bytes"),
    ("control.txt", b"\x01\x02\x03\x04\x05" * 40, "binary: 200 control characters"),
    ("neither.txt", b"Chad \x81\x8d\x8f backs Niger", "neither UTF-8 (byte 5) nor cp1252"),
    ("half16.txt", b"\xff\xfeC\x00h", "its byte order mark says utf-16-le"),
    ("lone16.txt", b"\xff\xfe\x00\xd8x\x00", "its byte order mark says utf-16-le"),
    ("bad32.txt", b"\xff\xfe\x00\x00\xff\xff\xff\xff", "its byte order mark says utf-32-le"),
    ("false8.txt", b"\xef\xbb\xbfChad \xff\xfe", "its byte order mark says utf-8, but byte 5"),
    ("long.txt", b"Chad " * 1_000_001, "more than the limit of 5,000,000"),
    ("many.txt", b"Chad " * 120_000, "600,000 characters, more than the limit of 500,000"),
    ("brackets.txt", b"(" * 10_000, "not prose: 10,000 of 10,000 characters"),
    ("quotes.txt", b"'" * 10_000, "not prose"),
    ("base64.txt", b"QUJD" * 4_000, "not prose"),
    ("one-word.txt", b"x" * 400_000, "not prose"),
    ("french.txt", FRENCH, "in French, not in English"),
    ("russian.txt", RUSSIAN, "in Russian, not in English"),
    ("picture.png", PNG, "not a format that kg reads"),
    ("report.pdf", b"%PDF-1.7", "not a format that kg reads"),
    ("letter.docx", b"PK\x03\x04", "not a format that kg reads"),
    ("noname", NEWS, "not a format that kg reads"),
    (".gz", gzip.compress(NEWS), "not a format that kg reads"),
    # packed
    ("no.txt.gz", NEWS, "damaged gzip file"),
    ("cut.txt.gz", gzip.compress(NEWS)[:-9], "damaged gzip file"),
    ("bit.txt.gz", gzip.compress(NEWS)[:-8] + b"\x00" * 8, "damaged gzip file"),
    ("bomb.txt.gz", bomb(12), "unpacked more than the limit"),
    ("bomb.jsonl.gz", bomb(12), "unpacked more than the limit"),
    ("twice.txt.gz", gzip.compress(gzip.compress(NEWS)), "binary"),
    ("void.txt.gz", gzip.compress(b""), "empty"),
    ("zip.txt.gz", b"PK\x03\x04" + b"\x00" * 40, "damaged gzip file"),
    # JSON lines
    ("cut.jsonl", b'{"text": "Chad backs', "truncated"),
    ("list.jsonl", b"[1, 2]\n", "Expected `object`"),
    ("number.jsonl", b"7\n", "Expected `object`"),
    ("no-text.jsonl", line(title="x"), "missing required field `text`"),
    ("null.jsonl", line(text=None), "Expected `str`"),
    ("blank.jsonl", line(text=" "), "empty"),
    ("nul.jsonl", line(text="Chad\x00"), "binary"),
    ("day.jsonl", line(text="Chad backs Niger.", date="14/05/2020"), "'14/05/2020' is not a date"),
    ("feb.jsonl", line(text="Chad backs Niger.", date="2020-02-30"), "'2020-02-30' is not a date"),
    ("object.jsonl", line(text="Chad backs Niger.", outlet={"name": "x"}), "Expected `str | null`"),
    ("surrogate.jsonl", b'{"text": "\\ud800"}\n', "surrogate"),
    ("latin.jsonl", b'{"text": "Cal\xed"}\n', "utf-8"),
    ("utf16.jsonl", '{"text": "x"}'.encode("utf-16"), "JSON is malformed"),
    ("deep.jsonl", nested(101), "nested deeper than the limit of 100"),
    ("deeper.jsonl", nested(400_000), "nested deeper than the limit of 100"),
    ("wide.jsonl", line(text="Chad " * 1_100_000), "more than the limit of 5,000,000 bytes"),
    ("nan.jsonl", b'{"text": NaN}\n', "JSON"),
    ("french.jsonl", line(text=FRENCH.decode()), "in French"),
    # pages
    ("empty.html", b"", "empty|could not be read"),
    ("frames.html", b"<html><frameset><frame src=x></frameset></html>", "no article is found|could not be read"),
    ("script.html", b"<script>" + b"var a;" * 1000 + b"</script>", "no article is found|could not be read"),
    ("tags.html", b"<p>" * 200_000, "more than 100,000 tags"),
    ("binary.html", b"<html>\x00\x00", "binary|no article is found|could not be read"),
    ("long.html", b"<p>" + b"Chad " * 1_100_000, "more than the limit of 5,000,000"),
    # feeds
    ("cut.rss", b"<rss><channel><item>", "damaged XML"),
    ("laughs.rss", b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "declares entities"),
    ("file.xml", b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hosts">]><rss>&a;</rss>', "declares entities"),
    ("map.xml", b"<urlset/>", "neither RSS nor Atom: <urlset>"),
    ("void.atom", b"<feed/>", "a feed without items"),
    ("silent.rss", b"<rss><channel><item><title>x</title></item></channel></rss>", "an item without a text"),
    ("deep.xml", b"<a>" * 20_000 + b"</a>" * 20_000, "neither RSS nor Atom"),
    ("control.rss", b"<rss>\x01</rss>", "damaged XML"),
    # archives
    ("no.warc", b"hello\n", "no WARC file"),
    ("new.warc", b"WARC/2.0\r\n\r\n", "no WARC file"),
    ("length.warc", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "without a length"),
    ("cut.warc", RECORD + b"Content-Length: 900\r\n\r\nHTTP/1.1 200 OK", "ends within a record"),
    ("zero.warc", b"", "no article found"),
    ("head.warc", b"WARC/1.0\r\na: " + b"b" * 200_000 + b"\r\n\r\n", "a head of more than"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("kg: ")
    assert shown.err.count("\n") == 1
    assert not set(shown.err) & set("\x1b\x00\x07")
    return shown.err


@pytest.mark.parametrize("name, data, why", FILES, ids=[name for name, _, _ in FILES])
def test_a_file_that_cannot_be_read_is_said_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, why: str
) -> None:
    (folder / name).write_bytes(data)
    assert run(["build", name]) == 3
    said = one_line(capsys)
    assert any(part in said for part in why.split("|"))
    assert not (folder / "graph").exists()


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")


def loop(folder: Path) -> None:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")


def dangling(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere")


def around(folder: Path) -> None:
    (folder / "news").mkdir()
    (folder / "news" / "again").symlink_to(folder / "news")


def steering(folder: Path) -> None:
    (folder / "\x1b[31m\u202etxt.txt").write_bytes(b"\x00")


def not_utf8(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(b"\x00")


def table(words: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "a.txt").write_bytes(NEWS)
        (folder / "t.csv").write_bytes(words.encode("utf-8", "surrogateescape"))

    return write


def settings(words: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "a.txt").write_bytes(NEWS)
        (folder / "kg.toml").write_bytes(words.encode("utf-8", "surrogateescape"))

    return write


def sidecar(words: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "a.txt").write_bytes(NEWS)
        (folder / "a.meta.json").write_text(words)

    return write


def graph(change: Callable[[Path], object]) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        build_graph(folder / "graph")
        change(folder / "graph")

    return write


def emptied(pattern: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        for path in folder.glob(pattern):
            path.write_bytes(b"")

    return graph(write)


def older(folder: Path) -> None:
    path = folder / "generations" / "1" / "manifest.json"
    path.write_text(path.read_text().replace('"format": 2', '"format": 1'))


def latin(folder: Path) -> None:
    (folder / "q.rq").write_bytes(b"# \xe9")


BUILD = ["build", "a.txt"]
ASK = ["query", "ASK { ?s ?p ?o }"]
SHARDS = ["export", "o.nq", "--shards", "2"]
SPLIT = ["split", "Fenwick rebels", "The rebels"]

SITUATIONS: list[tuple[str, Callable[[Path], None], list[str], int, str]] = [
    ("a pipe", fifo, ["build", "pipe.txt"], 3, "not a regular file"),
    ("a link to itself", loop, ["build", "loop.txt"], 3, "cannot be read"),
    ("a link to nothing", dangling, ["build", "gone.txt"], 3, "cannot be read: No such file"),
    ("a folder in itself", around, ["build", "news"], 3, "news: no article found"),
    ("a name that steers", steering, ["build", "."], 3, "binary"),
    ("a name that is no UTF-8", not_utf8, ["build", "."], 3, r"caf\xe9.txt: binary"),
    ("a device", lambda f: None, ["build", os.devnull], 3, "not a format that kg reads"),
    ("no place", lambda f: None, ["build", ""], 3, "no article found"),
    ("a table that is binary", table("article\x00,"), [*BUILD, "--metadata", "t.csv"], 2, "t.csv"),
    ("a table in Latin 1", table("article\nCal\udced\n"), [*BUILD, "--metadata", "t.csv"], 2, "not UTF-8"),
    ("a table without a column", table("a,b\n"), [*BUILD, "--metadata", "t.csv"], 2, "no column 'article'"),
    ("an empty table", table(""), [*BUILD, "--metadata", "t.csv"], 2, "no column 'article' among none"),
    ("a table with a bad day", table("article,published\na,soon\n"), [*BUILD, "--metadata", "t.csv"], 2, "row 2"),
    ("a table of one cell", table("article\n" + "a" * 200_000), [*BUILD, "--metadata", "t.csv"], 2, "t.csv"),
    ("a table that is a folder", around, ["build", "news", "--metadata", "news"], 3, "Is a directory"),
    ("settings that are none", settings("keep = "), BUILD, 2, "kg.toml"),
    ("settings in Latin 1", settings("model = 'Cal\udced'"), BUILD, 2, "kg.toml"),
    ("an unknown setting", settings("kep = 1"), BUILD, 2, "did you mean 'keep'?"),
    ("a negative setting", settings("keep = -1"), BUILD, 2, "keep = -1 does not fit"),
    ("a setting of another kind", settings("workers = true"), BUILD, 2, "workers = True does not fit"),
    ("endless seconds", settings("article_seconds = nan"), BUILD, 2, "article_seconds"),
    ("a sidecar that is none", sidecar("["), BUILD, 3, "a.meta.json cannot be used"),
    ("a sidecar that is deep", sidecar("[" * 100_000), BUILD, 3, "a.meta.json cannot be used"),
    ("a sidecar with a number", sidecar('{"published": 2020}'), BUILD, 3, "a.meta.json cannot be used"),
    ("keep below nothing", settings(""), [*BUILD, "--keep", "-1"], 2, "--keep"),
    ("keep in words", settings(""), [*BUILD, "--keep", "some"], 2, "--keep"),
    ("workers below nothing", settings(""), [*BUILD, "--workers", "-1"], 2, "--workers"),
    ("add to nothing", settings(""), ["add", "a.txt"], 4, "no such graph"),
    ("remove from nothing", settings(""), ["remove", "a"], 4, "no such graph"),
    ("remove a stranger", graph(lambda g: None), ["remove", "tow"], 2, "did you mean 'two'?"),
    ("add nothing", graph(lambda g: None), ["add", "nowhere"], 3, "nowhere: no such file"),
    ("verify nothing", settings(""), ["verify"], 4, "no such graph"),
    ("repair nothing", settings(""), ["repair"], 4, "no such graph"),
    ("quarantine of nothing", settings(""), ["quarantine"], 4, "no such graph"),
    ("no manifest", graph(lambda g: (g / "generations/1/manifest.json").unlink()), ASK, 4, "run kg repair"),
    ("an older format", graph(older), ASK, 4, "its format is 1, not 2"),
    ("CURRENT is gone", graph(lambda g: (g / "CURRENT").unlink()), ASK, 4, "not a graph"),
    ("CURRENT is nonsense", graph(lambda g: (g / "CURRENT").write_text("../../x")), ASK, 4, "CURRENT: damaged"),
    ("CURRENT is binary", graph(lambda g: (g / "CURRENT").write_bytes(b"\xff")), ASK, 4, "CURRENT"),
    ("no store", graph(lambda g: shutil.rmtree(g / "generations/1/store")), ASK, 4, "run kg repair"),
    ("an empty store", emptied("generations/1/store/MANIFEST*"), ["triples"], 4, "run kg repair"),
    ("tables of the store are empty", emptied("generations/1/store/*.sst"), ["triples"], 4, "run kg repair"),
    ("half a query", graph(lambda g: None), ["query", "SELECT * {"], 2, "SPARQL syntax"),
    ("a query that steers", graph(lambda g: None), ["query", "SELECT \x1b[31m"], 2, "SPARQL syntax"),
    ("a nested query", graph(lambda g: None), ["query", "ASK " + "{" * 5000], 5, "nests brackets deeper than 64"),
    ("nested brackets", graph(lambda g: None), ["query", "ASK { FILTER" + "(" * 5000], 5, "nests brackets"),
    ("a chain of nots", graph(lambda g: None), ["query", "ASK { FILTER " + "!" * 5000], 5, "chains more than 256"),
    ("a long query", graph(lambda g: None), ["query", "#" + "x" * 70_000], 5, "longer than 64 KB"),
    ("a query that calls", graph(lambda g: None), ["query", "ASK { SERVICE <http://a/> {} }"], 5, "SERVICE is refused"),
    ("a query that loads", graph(lambda g: None), ["query", "LOAD <http://a/>"], 5, "LOAD is refused"),
    ("a query that writes", graph(lambda g: None), ["query", "DELETE WHERE { ?s ?p ?o }"], 5, "DELETE is refused"),
    ("a query that drops", graph(lambda g: None), ["query", "drop all"], 5, "DROP is refused"),
    ("push nowhere", graph(lambda g: None), ["push", "nowhere"], 2, "not the address of a store"),
    ("push to silence", graph(lambda g: None), ["push", "http://127.0.0.1:9/"], 4, "cannot be reached"),
    ("no shards", graph(lambda g: None), ["export", "o.nq", "--shards", "0"], 2, "from 1 to 1,000"),
    ("shards of a part", graph(lambda g: None), [*SHARDS, "--about", "Ruritania"], 2, "shards are of the whole graph"),
    ("a query in Latin-1", graph(latin), ["query", "-f", "graph/q.rq"], 2, "not UTF-8 (byte 2)"),
    ("an article of a split", graph(lambda g: None), [*SPLIT, "--article", "on"], 2, "did you mean 'one'?"),
]


@pytest.mark.parametrize("prepare, arguments, code, why", [s[1:] for s in SITUATIONS], ids=[s[0] for s in SITUATIONS])
def test_what_cannot_be_done_is_said_in_one_line(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    prepare: Callable[[Path], None],
    arguments: list[str],
    code: int,
    why: str,
) -> None:
    prepare(folder)
    assert run(arguments) == code
    assert why in one_line(capsys)


def test_these_are_many() -> None:
    assert len(FILES) + len(SITUATIONS) >= 80
