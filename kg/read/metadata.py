"""What is given about an article beside its text: a table of all, or a file `NAME.meta.json` beside the one."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

from kg.errors import BadData, InputRejected, NoInput
from kg.model import Metadata
from kg.paths import AnyPath
from kg.read.files import shown

SIDECAR = ".meta.json"


COLUMNS = tuple(f.name for f in fields(Metadata))


def load_table(path: AnyPath) -> dict[str, Metadata]:
    """A table `article,published,outlet,title,url` by article (the file name without suffix).

    Columns may be missing, others are ignored, an empty cell is unknown. Raises `BadData` naming the row, and
    `NoInput` where there is no such file.
    """
    file = Path(path)
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise NoInput(f"{shown(file)}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadData(shown(file), f"not UTF-8 (byte {error.start:,})") from error
    rows = csv.DictReader(text.splitlines())
    table: dict[str, Metadata] = {}
    try:
        if "article" not in (rows.fieldnames or ()):
            raise BadData(shown(file), f"no column 'article' among {', '.join(rows.fieldnames or ()) or 'none'}")
        listed = list(rows)
    except csv.Error as error:
        raise BadData(f"{shown(file)}: line {rows.line_num}", f"is no row of a table: {error}") from error
    for number, row in enumerate(listed, start=2):
        where = f"{shown(file)}: row {number}"
        article = (row["article"] or "").strip()
        if not article:
            raise BadData(where, "no article named")
        try:
            found = metadata(row)
        except ValueError as error:
            raise BadData(where, str(error)) from error
        if table.setdefault(article, found) != found:
            raise BadData(where, f"article {article!r} has another row that says otherwise")
    return table


def load_sidecar(path: Path) -> Metadata:
    """What `NAME.meta.json` beside the article `path` says; empty where there is none.

    Raises `InputRejected` where it cannot be read: an article should not be dated by a file half understood.
    """
    beside = path.with_name(path.stem + SIDECAR)
    if not beside.is_file():
        return Metadata()
    try:
        found = json.loads(beside.read_text("utf-8-sig"))
        if not isinstance(found, dict):
            raise ValueError("not a JSON object")
        return metadata(found)
    except (OSError, ValueError, RecursionError) as error:
        raise InputRejected(shown(path), f"its {beside.name} cannot be used: {error}") from error


def metadata(row: Mapping[str, object]) -> Metadata:
    """One row or object as metadata. Raises `ValueError` on a date that is none or a value that is no text."""
    texts: dict[str, str | None] = {}
    for name in COLUMNS:
        value = row.get(name)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{name} {value!r} is not text")
        texts[name] = " ".join(value.split()) or None if value else None
    return Metadata(day(texts["published"]), texts["outlet"], texts["title"], texts["url"])


def day(text: str | None) -> date | None:
    """A day as ISO 8601 writes it, a time after it left out. Raises `ValueError`.

    >>> day("2020-02-16T08:00:00Z")
    datetime.date(2020, 2, 16)
    """
    if text is None:
        return None
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", text)
    try:
        if match is None:
            raise ValueError
        return date.fromisoformat(match[1])
    except ValueError:
        raise ValueError(f"published {text!r} is not a date; write YYYY-MM-DD") from None


def first_day(text: str | None) -> date | None:
    """The day at the start of a time as pages and feeds write it, or None: what a stranger writes is no error of ours.

    >>> first_day("2020-05-14T08:00:00+02:00"), first_day("tomorrow")
    (datetime.date(2020, 5, 14), None)
    """
    try:
        return day(text.strip()[:40]) if text else None
    except ValueError:
        return None


def merged(found: Iterable[Metadata]) -> Metadata:
    """Several metadata of one article as one; the first that says something is believed."""
    whole = Metadata()
    for one in found:
        whole = whole.over(one)
    return whole
