"""A town is linked where one stands out, by name, country and size; else it is left open."""

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.gazetteer import Gazetteer, Places
from kg.gazetteer.places import compile_places, names_in


def town(id: int, name: str, country: str, people: int, other: tuple[str, ...] = ()) -> tuple[str, dict[str, object]]:
    place = {"geonameid": id, "name": name, "countrycode": country, "admin1code": "01", "population": people}
    return str(id), place | {"latitude": 10.0, "longitude": 20.0 + id, "alternatenames": list(other)}


CITIES = dict(
    (
        town(1, "Tripoli", "LY", 1_150_000),
        town(2, "Tripoli", "LB", 230_000),
        town(3, "Ar Raqqah", "SY", 530_000, ("Raqqa", "الرقة")),
        town(4, "Dārat ‘Izzah", "SY", 0),
        town(5, "Salem", "US", 170_000),
        town(6, "Salem", "IN", 160_000),
        town(7, "Kobo", "ET", 30_000),
        town(8, "Kobo", "GH", 500),
        town(9, "Gondwana", "TD", 900),
        town(10, "Bombay Beach", "US", 230),
        town(11, "Mumbai", "IN", 12_000_000, ("Bombay",)),
    )
)
COUNTRIES = {"SY": {"geonameid": 163843, "iso": "SY"}, "TD": {"geonameid": 2434508, "iso": "TD"}}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    path = tmp_path_factory.mktemp("cache") / "places.sqlite"
    compile_places(path, CITIES, COUNTRIES)
    return Places.at(path)


@pytest.mark.parametrize(
    ("name", "country", "context", "id"),
    [
        ("Tripoli", None, (), 1),
        ("Tripoli", "LB", (), 2),
        ("Tripoli", None, ("lb", "sy"), 2),
        ("Raqqa", "SY", (), 3),
        ("al-Raqqah", None, ("SY",), 3),
        ("Darat Izza", "SY", (), 4),
        ("Salem", None, ("in",), 6),
        ("Bombay", None, (), 11),
        ("Gondwana", None, (), 9),
    ],
)
def test_the_place_that_stands_out_is_found(places, name, country, context, id):
    place = places.find(name, country, context)
    assert place is not None
    assert place.id == id


@pytest.mark.parametrize(
    ("name", "country", "context"),
    [
        ("Salem", None, ()),
        ("Kobo", None, ("ml",)),
        ("Gondwana", None, ("fr",)),
        ("Tripoli", "FR", ()),
        ("Darat Izza", None, ()),
        ("Dara Izat", "SY", ()),
        ("Nowhere", None, ()),
        ("", None, ()),
    ],
)
def test_what_could_be_several_or_none_is_left_open(places, name, country, context):
    assert places.find(name, country, context) is None


def test_a_place_has_coordinates_and_a_link(places):
    place = places.find("Raqqa")
    assert (place.latitude, place.longitude, place.country) == (10.0, 23.0, "sy")
    assert place.same_as == "https://sws.geonames.org/3/"


def test_a_state_of_the_gazetteer_has_its_code(places):
    gazetteer = Gazetteer.load()
    assert places.code(gazetteer.entries["syria"]) == "sy"
    assert places.code(gazetteer.entries["islamic_state"]) is None


def test_progress_is_told_to_the_end(tmp_path: Path):
    told: list[tuple[int, int]] = []
    compile_places(tmp_path / "p.sqlite", CITIES, COUNTRIES, lambda done, of: told.append((done, of)))
    assert told[-1] == (len(CITIES), len(CITIES))


def test_a_failed_compilation_leaves_nothing(tmp_path: Path):
    broken = {**CITIES, "12": {"geonameid": 12}}
    with pytest.raises(KeyError):
        compile_places(tmp_path / "p.sqlite", broken, COUNTRIES)
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.gazetteer.places.geonames", lambda: (CITIES, COUNTRIES))
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UsageError, match="XDG_CACHE_HOME"):
        Places.open(tmp_path / "file" / "cache")


def test_the_index_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.gazetteer.places.geonames", lambda: (CITIES, COUNTRIES))
    first = Places.open(tmp_path)
    monkeypatch.setattr("kg.gazetteer.places.geonames", lambda: pytest.fail("compiled again"))
    assert Places.open(tmp_path).path == first.path


def test_the_names_of_a_country_are_found_without_going_through_all_names(places: Places) -> None:
    asked: list[str] = []
    places.database.set_trace_callback(asked.append)
    names = names_in(places.database, "us")
    places.database.set_trace_callback(None)
    assert names == {5: ["salem"], 12: ["bombay beach"]}
    plan = [row[-1] for query in asked for row in places.database.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert not [step for step in plan if step.startswith("SCAN")]
