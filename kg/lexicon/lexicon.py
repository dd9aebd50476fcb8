"""The lexicon: all rules, nouns, cues and titles, indexed by the word that starts them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from kg import paths
from kg.errors import BadData, UnknownName
from kg.lexicon.checks import check, slots
from kg.lexicon.cues import Cues, read_cues
from kg.lexicon.rules import NounTrigger, Rule, VerbTrigger, read_rules
from kg.ontology import Ontology
from kg.paths import AnyPath

HERE = Path(__file__).parent / "en"
SEPARATOR = re.compile("[ -]")
READ = ("events*.toml", "relations*.toml", "stance.toml", "titles.toml", "nouns*.tsv")
"""What the files of an overlay are called."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the words of the text are looked up in. Index keys are lemmas in lower case.

    `openings` has the triggers of `verbs` by the first word that each asks for beside its verb ("" for none), with its
    place among them; `ends` are the words that phrases of `kinds` end in.
    """

    rules: tuple[Rule, ...]
    verbs: Mapping[str, tuple[tuple[VerbTrigger, Rule], ...]]
    nouns: Mapping[str, tuple[tuple[NounTrigger, Rule], ...]]
    compounds: Mapping[str, tuple[Rule, ...]]
    prefixes: Mapping[str, tuple[Rule, ...]]
    adjectives: Mapping[str, tuple[tuple[str, Rule], ...]]
    kinds: Mapping[str, str]
    cues: Cues
    openings: Mapping[str, Mapping[str, Sequence[tuple[int, VerbTrigger, Rule]]]]
    ends: frozenset[str]

    def of_verb(self, lemma: str, beside: frozenset[str]) -> list[tuple[VerbTrigger, Rule]]:
        """The triggers of a verb whose further words are all `beside` it, in their order."""
        table = self.openings.get(lemma)
        if table is None:
            return []
        found = list(table.get("", ()))
        for word in table.keys() & beside:
            found += [entry for entry in table[word] if beside.issuperset(entry[1].rest)]
        found.sort(key=itemgetter(0))
        return [(trigger, rule) for _, trigger, rule in found]

    @classmethod
    def load(cls, folders: Sequence[AnyPath] = (), ontology: Ontology | None = None) -> Lexicon:
        """The lexicon that comes with the package, with the user's overlay `folders` after it.

        Raises `BadData` naming the file where one does not fit, or has a name by which nothing would read it, and
        `UnknownName` for a predicate, role, type or slot in an overlay that is none; what comes with the package is
        held to the ontology by the tests.
        """
        own = paths.folders(folders)
        places = [HERE, *own]
        for folder in own:
            _check_names(folder)
        ours = rules_of(HERE)
        theirs = [rule for folder in own for rule in rules_of(folder)]
        if ontology is not None:
            known = slots(ours)
            for rule in theirs:
                check(rule, ontology, known)
        kinds: dict[str, str] = {}
        for place in places:
            for path in sorted(place.glob("nouns*.tsv")):
                kinds.update(_read_nouns(path, ontology if place != HERE else None))
        return cls._index((*ours, *theirs), kinds, read_cues(places))

    @classmethod
    def _index(cls, rules: tuple[Rule, ...], kinds: Mapping[str, str], cues: Cues) -> Lexicon:
        verbs, nouns = defaultdict(list), defaultdict(list)
        compounds, prefixes, adjectives = defaultdict(list), defaultdict(list), defaultdict(list)
        for rule in rules:
            for verb in rule.verbs:
                verbs[verb.lemma].append((verb, rule))
            for noun in rule.nouns:
                nouns[noun.head].append((noun, rule))
                if noun.before:
                    fused = "".join((*noun.before, noun.head))
                    nouns[fused].append((NounTrigger(fused), rule))
            for word in rule.compounds:
                compounds[word].append(rule)
            for word in rule.prefixes:
                prefixes[word].append(rule)
            for word, preposition in rule.adjectives:
                adjectives[word].append((preposition, rule))
        # the most specific trigger first, so that "take over" is tried before "take"
        ranked = {k: tuple(sorted(v, key=lambda x: -len(x[0].rest))) for k, v in verbs.items()}
        return cls(
            rules,
            ranked,
            {k: tuple(sorted(v, key=lambda x: -len(x[0].before))) for k, v in nouns.items()},
            {k: tuple(v) for k, v in compounds.items()},
            {k: tuple(v) for k, v in prefixes.items()},
            {k: tuple(v) for k, v in adjectives.items()},
            dict(kinds),
            cues,
            {lemma: _by_opening(found) for lemma, found in ranked.items()},
            frozenset(phrase[m.end() :] for phrase in kinds for m in SEPARATOR.finditer(phrase)),
        )


def _by_opening(
    triggers: Sequence[tuple[VerbTrigger, Rule]],
) -> dict[str, list[tuple[int, VerbTrigger, Rule]]]:
    found: dict[str, list[tuple[int, VerbTrigger, Rule]]] = defaultdict(list)
    for place, (trigger, rule) in enumerate(triggers):
        found[trigger.rest[0] if trigger.rest else ""].append((place, trigger, rule))
    return dict(found)


def rules_of(place: Path) -> list[Rule]:
    """The rules of one folder, events first, files by name. Raises `BadData` where one does not fit."""
    paths = [path for pattern in ("events*.toml", "relations*.toml") for path in sorted(place.glob(pattern))]
    return [rule for path in paths for rule in read_rules(path)]


def _read_nouns(path: Path, ontology: Ontology | None) -> dict[str, str]:
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) < 2:
            raise BadData(f"{path.name}:{number}", "a noun needs a lemma and a type, separated by a tab")
        if cells[0] != "lemma":
            if ontology is not None and cells[1] not in ontology.entity_types:
                raise UnknownName("entity type", cells[1], ontology.entity_types, f"{path.name}:{number}")
            found[cells[0].lower()] = cells[1]
    return found


def _check_names(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        if path.suffix in (".toml", ".tsv") and not any(path.match(pattern) for pattern in READ):
            raise BadData(str(path), f"nothing reads a file of this name; a lexicon has {', '.join(READ)}")
