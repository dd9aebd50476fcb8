"""Names in Deutsche Welle's news: found and typed, who is who in an article, and which state or town it is.

    python benchmarks/dwie.py [FILE] [--errors names|clusters|links]    by default ../shared/bench/dwie/dev.jsonl

Data: DWIE (Zaporojets and others 2021, doi:10.1016/j.ipm.2021.102563). Measured are

* names: F1 of exact span and kind (person, organisation, location; dwie.toml maps their types) over the names that the
  extractor finds in the raw text, typed as what they resolve to; an article at their head does not count. Adjectives
  of countries and sides of them ("northern Nigeria") are no names of theirs and are left out, as is the line of credits
  at the end.
* clusters: B³ (Bagga and Baldwin 1998) inside each article, on their mentions, which `resolve` is given with their
  types and without any coreference; then on the mentions that the extractor finds, where a mention that only one side
  has counts as wrong. They hold a country and its adjective apart, so ours are parted before they are compared.
* links: their mentions of states and of towns that GeoNames has under the name of their link (a title of Wikipedia).
  Right is a linked thing that has the title as a name, in the country that the title adds, if it adds one.
"""

from __future__ import annotations

import json
import re
import tomllib
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.lines import present, row
from kg.extract import Extractor
from kg.gazetteer import Gazetteer, Places, fold
from kg.lexicon import Lexicon
from kg.model import Article, Entity, Mention, Reading, Resolution, Span
from kg.ontology import Ontology
from kg.parse import load, parse
from kg.resolve import resolve
from kg.resolve.places import compass

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "bench" / "dwie" / "dev.jsonl"
TABLE = tomllib.loads((HERE / "dwie.toml").read_text("utf-8"))
CLOSING = re.compile(r"^(?:[.,;:!?)\]%”]|['’]\w*|[nN]['’]t)$")
OPENING = frozenset("([“‘$€£")
JOINING = frozenset("-/")
QUALIFIED = re.compile(r"^(?P<name>.+?)(?:, (?P<place>.+)| \((?P<kind>.+)\))$")


@dataclass(frozen=True, slots=True)
class Marked:
    """One mention as they mark it: `thing` is the number of its entity in the article, `link` a title or None."""

    span: Span
    text: str
    tags: tuple[str, ...]
    thing: int
    link: str | None

    @property
    def type(self) -> str | None:
        """Our type for it, or None where it is nothing of ours."""
        return next((ours for tag, ours in TABLE["types"].items() if tag in self.tags), None)

    @property
    def kind(self) -> str | None:
        """person, organisation or location, or None."""
        return next((kind for kind, tag in TABLE["kinds"].items() if tag in self.tags), None)


@dataclass(frozen=True, slots=True)
class Document:
    """One article with their mentions."""

    article: Article
    marked: tuple[Marked, ...]

    def is_credit(self, span: Span) -> bool:
        """Whether a place lies in what they mark as the line of authors and agencies at the end."""
        return any("type::footer" in m.tags and m.span.covers(span) for m in self.marked)


@dataclass(frozen=True, slots=True)
class Known:
    """What the project ships."""

    ontology: Ontology
    gazetteer: Gazetteer
    places: Places


def main() -> None:
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=DATA)
    parser.add_argument("--errors", choices=("names", "clusters", "links"))
    options = parser.parse_args()
    documents = [document(json.loads(line)) for line in present(options.file).read_text("utf-8").splitlines()]
    known = Known(Ontology.load(), Gazetteer.load(), Places.open())
    given = [reading_of(d) for d in documents]
    resolution = resolve(given, known.gazetteer, known.ontology, known.places)
    found = read(documents, known)
    lines = {
        "names": names(documents, found, known),
        "clusters": clusters(documents, given, resolution, found, known),
        "links": links(documents, given, resolution, known),
    }
    for name, (scores, errors) in lines.items():
        for line in errors if options.errors == name else scores if options.errors is None else ():
            print(line)


def document(record: Mapping[str, object]) -> Document:
    """Their record as running text with character offsets: no blanks before full stops, inside brackets and quotes."""
    text, starts, ends = "", [], []
    before, quoted, opened = "\n", False, True
    for token in record["tokens"]:  # type: ignore[attr-defined]
        quoted = (not quoted if token == '"' else quoted) and token != "\n"
        closes = bool(CLOSING.match(token)) or token == "\n" or token in JOINING or (token == '"' and not quoted)
        text += "" if opened or closes else " "
        starts.append(len(text))
        text += token
        ends.append(len(text))
        opened = (
            token == "\n" or token in OPENING or (token == '"' and quoted) or (token in JOINING and before.isalnum())
        )
        before = token
    marked = []
    for thing in record["entities"]:  # type: ignore[attr-defined]
        for m in thing["mentions"]:
            span = Span(starts[m["start"]], ends[m["end"] - 1])
            marked.append(Marked(span, span.of(text), tuple(thing["tags"]), thing["id"], thing["link"]))
    marked.sort(key=lambda m: (m.span, m.thing))
    name = str(record["id"])
    return Document(Article(f"a-{name}", name, text), tuple(marked))


def reading_of(d: Document) -> Reading:
    """Their mentions as ours, each by itself; those that are nothing of ours are left out."""
    mentions = tuple(
        Mention(f"m{i}", d.article.id, m.span, m.text, m.type, "name")
        for i, m in enumerate(d.marked)
        if m.type is not None
    )
    return Reading(d.article, mentions, ())


def read(documents: Sequence[Document], known: Known) -> list[Reading]:
    """What the extractor finds in the raw texts."""
    extractor = Extractor(Lexicon.load(), known.gazetteer, known.ontology, known.places)
    return [extractor.extract(doc, article) for article, doc in parse(load(None), [d.article for d in documents])]


def names(documents: Sequence[Document], found: Sequence[Reading], known: Known) -> tuple[list[str], list[str]]:
    """Scores and errors of the names found."""
    resolution = resolve(found, known.gazetteer, known.ontology, known.places)
    type_of = {e.id: e.type for e in resolution.entities}
    types = {key: type_of[ident] for key, ident in resolution.of.items()}
    right, guessed, wanted = Counter[str](), Counter[str](), Counter[str]()
    errors = []
    for d, r in zip(documents, found, strict=True):
        text = d.article.text
        gold = {(core(m.span, text), m.kind) for m in d.marked if m.kind}
        ours = {
            (core(m.span, text), kind)
            for m in r.mentions
            if m.form == "name" and (kind := kind_of(types[r.article.id, m.id], known.ontology))
            if not is_adjective(m.text, known)
            if not d.is_credit(m.span) and not is_part(m.text)
        }
        right.update(kind for _, kind in gold & ours if kind)
        guessed.update(kind for _, kind in ours)
        wanted.update(kind for _, kind in gold if kind)
        for span, kind in sorted(gold ^ ours, key=lambda pair: (pair[0], str(pair[1]))):
            said = "missed" if (span, kind) in gold else "extra"
            errors.append(f"{said} {kind}: {span.of(d.article.text)!r} in {around(d.article.text, span)!r}")
    rows = [row(f"names, {kind}", f1(right[kind], guessed[kind], wanted[kind])) for kind in TABLE["kinds"]]
    return [row("names", f1(right.total(), guessed.total(), wanted.total())), *rows], errors


def clusters(
    documents: Sequence[Document],
    given: Sequence[Reading],
    resolution: Resolution,
    found: Sequence[Reading],
    known: Known,
) -> tuple[list[str], list[str]]:
    """Scores and errors of who is who inside an article."""
    errors: list[str] = []
    on_gold, by_spelling, on_found = Counts(), Counts(), Counts()
    read_out = resolve(found, known.gazetteer, known.ontology, known.places)
    for d, r, own in zip(documents, given, found, strict=True):
        gold = {i: m.thing for i, m in enumerate(d.marked)}
        of = {m.id: parted(resolution.of[r.article.id, m.id], m.text, known) for m in r.mentions}
        ours = {i: of.get(f"m{i}", fold(m.text)) for i, m in enumerate(d.marked)}
        on_gold.add(gold, ours)
        by_spelling.add(gold, {i: m.text for i, m in enumerate(d.marked)})
        errors += mistakes(d, gold, ours)
        theirs = {m.span: m.thing for m in d.marked if m.kind}
        mine = {
            m.span: parted(read_out.of[own.article.id, m.id], m.text, known) for m in own.mentions if m.form == "name"
        }
        on_found.add(theirs, {s: i for s, i in mine.items() if s in theirs or kind_at(own, s, known)})
    return [
        row("clusters of their mentions", str(on_gold), f"by spelling alone {by_spelling}"),
        row("clusters of names as found", str(on_found)),
    ], errors


class Counts:
    """B³ summed over articles."""

    def __init__(self) -> None:
        self.precision = self.recall = 0.0
        self.ours = self.theirs = 0

    def add(self, gold: Mapping[object, object], ours: Mapping[object, object]) -> None:
        members: dict[object, set[object]] = defaultdict(set)
        found: dict[object, set[object]] = defaultdict(set)
        for m, thing in gold.items():
            members[thing].add(m)
        for m, thing in ours.items():
            found[thing].add(m)
        for m in gold.keys() & ours.keys():
            both = len(members[gold[m]] & found[ours[m]])
            self.precision += both / len(found[ours[m]])
            self.recall += both / len(members[gold[m]])
        self.ours += len(ours)
        self.theirs += len(gold)

    def __str__(self) -> str:
        p, r = self.precision / max(self.ours, 1), self.recall / max(self.theirs, 1)
        return f"B³ P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}  ({self.theirs:,} mentions)"


def links(
    documents: Sequence[Document], given: Sequence[Reading], resolution: Resolution, known: Known
) -> tuple[list[str], list[str]]:
    """Scores and errors of the links of states and towns."""
    entities = {e.id: e for e in resolution.entities}
    tally = {"states": Counter[str](), "towns": Counter[str]()}
    errors = []
    for d, r in zip(documents, given, strict=True):
        for i, m in enumerate(d.marked):
            group = {"State": "states", "Settlement": "towns"}.get(m.type or "")
            if m.link is None or group is None or "-x" in "".join(m.tags):
                continue
            title = m.link.replace("_", " ")
            if group == "towns" and not known.places.candidates(bare(title)):
                continue
            entity = entities[resolution.of[r.article.id, f"m{i}"]]
            verdict = "open" if not entity.same_as else "right" if is_titled(entity, title, known) else "wrong"
            tally[group][verdict] += 1
            if verdict != "right":
                errors.append(
                    f"{verdict} {group}: {m.text!r} is {title!r}, ours {entity.id} {entity.same_as} ({d.article.name})"
                )
    rows = []
    for group, seen in tally.items():
        total = seen.total()
        rows.append(
            row(
                f"{group} linked",
                f"{seen['right'] / max(total, 1):.3f} right  {seen['wrong'] / max(total, 1):.3f} wrong  "
                f"{seen['open'] / max(total, 1):.3f} not linked  ({total:,})",
            )
        )
    return rows, errors


def is_titled(entity: Entity, title: str, known: Known) -> bool:
    """Whether a linked entity has the name that a title of Wikipedia says, in the country that it adds."""
    entry = known.gazetteer.by_id(entity.id)
    called = {fold(n) for n in (entity.name, *(entry.names if entry else ()), *known.places.names(entity.same_as))}
    split = QUALIFIED.match(title)
    if fold(title) in called or split is None:
        return fold(title) in called
    state = next((e for e in known.gazetteer.find(split["place"] or "") if e.type == "State"), None)
    return fold(split["name"]) in called and (state is None or state.id == entity.country)


def bare(title: str) -> str:
    """A title without what tells it from others of its name: "Hama (city)", "Portland, Oregon"."""
    split = QUALIFIED.match(title)
    return split["name"] if split else title


def parted(ident: str, text: str, known: Known) -> str:
    """An entity's id; for its adjective and its people, which are things of their own to them, with the word."""
    return f"{ident} ({fold(text)})" if is_adjective(text, known) else ident


def is_adjective(text: str, known: Known) -> bool:
    """Whether a text is a country's adjective or people and not its name."""
    return known.gazetteer.demonym(text) is not None and not known.gazetteer.find(text)


def kind_of(type_: str, ontology: Ontology) -> str | None:
    """person, organisation or location for a type of ours, or None; a state is a location to them."""
    if type_ == "Person":
        return "person"
    if ontology.is_a(type_, "Place"):
        return "location"
    return "organisation" if ontology.is_a(type_, "Agent") and type_ != "PopulationGroup" else None


def kind_at(r: Reading, span: Span, known: Known) -> bool:
    """Whether a name at this place is of a kind that is scored."""
    return any(
        m.span == span and kind_of(m.type, known.ontology) and not is_adjective(m.text, known) for m in r.mentions
    )


def mistakes(d: Document, gold: Mapping[int, object], ours: Mapping[int, str]) -> Iterator[str]:
    """Each of their things that we part, and each of ours that joins several of theirs."""
    by_thing: dict[object, set[str]] = defaultdict(set)
    by_id: dict[str, set[object]] = defaultdict(set)
    for i, thing in gold.items():
        by_thing[thing].add(ours[i])
        by_id[ours[i]].add(thing)
    for thing, found in by_thing.items():
        if len(found) > 1:
            texts = {f: sorted({d.marked[i].text for i in gold if gold[i] == thing and ours[i] == f}) for f in found}
            tags = sorted(next(m.tags for m in d.marked if m.thing == thing))[-3:]
            yield f"parted: {texts} {tags} ({d.article.name})"
    for ident, things in by_id.items():
        if len(things) > 1:
            texts = [sorted({d.marked[i].text for i in gold if gold[i] == t and ours[i] == ident}) for t in things]
            yield f"joined: {ident}: {texts} ({d.article.name})"


def f1(right: int, guessed: int, wanted: int) -> str:
    p, r = right / max(guessed, 1), right / max(wanted, 1)
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}  ({wanted:,})"


def is_part(text: str) -> bool:
    """Whether a name is that of a side of a country: "northern Nigeria"."""
    first = text.split()[0]
    return first.islower() and compass(first) is not None


def core(span: Span, text: str) -> Span:
    """A span without the blanks and the article at its ends: "The Hague" and "Hague" are one."""
    words = span.of(text)
    bare = re.sub(r"^\s*(?:[Tt]he\s+)?", "", words)
    return Span(span.end - len(bare), span.start + len(words.rstrip()))


def around(text: str, span: Span) -> str:
    return " ".join(text[max(0, span.start - 30) : span.end + 30].split())


if __name__ == "__main__":
    main()
