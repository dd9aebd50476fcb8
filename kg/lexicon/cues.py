"""The cues of stance and the words of offices, as sets ready to look a lemma up in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import BadData, UnknownName

SECTIONS = {
    "modals": ("possible", "planned", "would", "demanded"),
    "negation": ("words", "determiners", "prepositions", "pronouns", "phrases"),
    "verbs": ("planned", "demanded", "threatened", "possible", "negated", "prevented"),
    "nouns": ("planned", "demanded", "threatened", "possible", "prevented", "negated"),
    "adjectives": ("planned", "possible", "negated", "demanded"),
    "attributes": ("planned", "possible", "threatened", "demanded", "negated"),
    "adverbs": ("possible", "hearsay", "negated"),
    "conditions": ("positive", "negative", "future"),
    "measures": ("words", "quantifiers"),
    "directions": ("words",),
    "adjectival": ("words",),
    "light": ("subject_acts", "offering", "subject_happens", "subject_suffers", "ending", "causing"),
    "reporting": (
        "verbs", "speech_only", "professing", "factive", "called", "denial", "nouns", "according", "prepositions",
        "channels", "addressees", "performative", "menace", "of_events", "falsity",
    ),
    "unreal": ("faked", "pictures", "fiction", "screened", "feigning"),
    "governing": (
        "events", "doubting", "unsure", "musing", "aims", "against", "prone", "chances", "conditions", "foreseen",
        "accusing", "falsely", "verifying", "unverified", "knowing",
        "blaming", "clearing", "deciding", "discussing", "moving", "implicative", "continuing",
    ),
}  # fmt: skip
TITLES = (
    "offices",
    "heads",
    "heads_of_state",
    "employed",
    "no_office",
    "modifiers",
    "courtesy",
    "past",
    "ranks",
    "of_rank",
    "servants",
    "local",
    "of_state",
    "elected",
    "speaking",
    "personal",
    "attendants",
    "under",
    "callings",
    "studying",
    "units",
)


@dataclass(frozen=True, slots=True)
class Cues:
    """`groups["verbs"]["planned"]` is a set of lemmas; `effects["verbs"]["vow"]` is the group a lemma falls in."""

    groups: Mapping[str, Mapping[str, frozenset[str]]]
    effects: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, frozenset[str]]

    def effect(self, section: str, word: str) -> str | None:
        """The group of `section` that `word` falls in (the first, where it is in several)."""
        return self.effects[section].get(word)


def read_cues(folders: Sequence[Path]) -> Cues:
    """The cues of `stance.toml` and `titles.toml` in `folders`, later ones adding to earlier ones.

    Raises `UnknownName` for a section or group that is none, `BadData` for what is no list of words.
    """
    groups: dict[str, dict[str, set[str]]] = {s: {g: set() for g in gs} for s, gs in SECTIONS.items()}
    titles: dict[str, set[str]] = {t: set() for t in TITLES}
    for folder in folders:
        for section, rows in _read(folder / "stance.toml").items():
            if section not in groups:
                raise UnknownName("section", section, SECTIONS, "stance.toml")
            if not isinstance(rows, dict):
                raise BadData("stance.toml", f"{section} is a section, with groups of words below it: [{section}]")
            for group, words in rows.items():
                if group not in groups[section]:
                    raise UnknownName("group", group, SECTIONS[section], f"stance.toml, [{section}]")
                groups[section][group].update(_words(words, "stance.toml", group))
        for group, words in _read(folder / "titles.toml").items():
            if group not in titles:
                raise UnknownName("group", group, TITLES, "titles.toml")
            titles[group].update(_words(words, "titles.toml", group))
    effects: dict[str, dict[str, str]] = {}
    for section, rows in groups.items():
        effects[section] = {}
        for group, found in rows.items():
            for word in found:
                effects[section].setdefault(word, group)
    return Cues(
        {s: {g: frozenset(w) for g, w in gs.items()} for s, gs in groups.items()},
        effects,
        {t: frozenset(w) for t, w in titles.items()},
    )


def _words(found: object, where: str, group: str) -> list[str]:
    """The words of a group; one string would be read letter by letter."""
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise BadData(where, f'{group} is to be a list of strings: {group} = ["…"]')
    return found


def _read(path: Path) -> Mapping[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise BadData(path.name, f"not valid TOML: {e}") from e
