"""The order of the steps from a parsed text to its Reading."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from kg.extract import coref, spokesmen
from kg.extract.affiliations import affiliations
from kg.extract.arguments import subjects
from kg.extract.belonging import belonging
from kg.extract.claiming import Draw, Filling
from kg.extract.dated import by_sentence, lasting
from kg.extract.datelines import DATELINE, datelines
from kg.extract.derived import claimed_for_bodies, combine
from kg.extract.drafts import freeze
from kg.extract.explained import Why, explain
from kg.extract.figures import figures
from kg.extract.headlines import retold_below
from kg.extract.mending import holders, mended, tellers
from kg.extract.mentions import Mentions
from kg.extract.merge import merge
from kg.extract.names import Finder
from kg.extract.needs import Subtypes
from kg.extract.occasions import occasions
from kg.extract.open_claims import open_claims
from kg.extract.places import places
from kg.extract.quotes import Quotes
from kg.extract.ruled import by_rules
from kg.extract.scene import Scene
from kg.extract.stance import Stances
from kg.extract.ties import ties
from kg.extract.times import times
from kg.extract.titles import titles
from kg.extract.trees import tree_of
from kg.gazetteer import Gazetteer, Places
from kg.lexicon import Lexicon
from kg.model import Article, Claim, Holder, Mention, Reading, Role, Span, Stance, Value
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Extractor:
    """Reads parsed articles with one lexicon, gazetteer and ontology, which it indexes once.

    With `open_predicates` it also claims what the vocabulary has no word for (`kg.extract.open_claims`).
    """

    def __init__(
        self,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        ontology: Ontology,
        places: Places | None = None,
        open_predicates: bool = False,
    ) -> None:
        self.lexicon, self.gazetteer, self.ontology = lexicon, gazetteer, ontology
        self.open_predicates = open_predicates
        self.finder = Finder(gazetteer, lexicon, places)
        self.subtypes: Subtypes = {}
        cues = lexicon.cues.groups
        self.verbs = frozenset(lexicon.verbs).union(
            *cues["verbs"].values(), *cues["light"].values(), cues["reporting"]["verbs"]
        )

    def extract(self, doc: Doc, article: Article) -> Reading:
        """All that `article` says. `doc` is its parse: its text has the article's length and offsets."""
        return _read(self._scene(doc, article), article, self.open_predicates)

    def explain(self, doc: Doc, article: Article, span: Span) -> Why:
        """Why the words of `article` in `span` give the claims that they give, or none."""
        scene = self._scene(doc, article)
        return explain(scene, _read(scene, article, self.open_predicates), span)

    def _scene(self, doc: Doc, article: Article) -> Scene:
        """The text with its mentions found and tied together, before any claim is looked for."""
        tree = holders(tellers(mended(tree_of(doc, article.text, self.verbs)), self.lexicon), self.lexicon)
        mentions = Mentions(tree, self.finder.names(tree), self.lexicon, self.gazetteer)
        coref.resolve(tree, mentions)
        cues = self.lexicon.cues
        quotes = Quotes(
            tree, cues.groups["reporting"]["verbs"], lambda verb: [d for n in subjects(verb) for d in mentions.of(n)]
        )
        coref.not_speakers(mentions, quotes)
        coref.first_person(mentions, quotes)
        return Scene(
            tree,
            mentions,
            Stances(tree, mentions, cues, quotes),
            Filling(mentions, self.ontology, self.lexicon, self.subtypes),
            self.lexicon,
            self.ontology,
        )


_EXTRACTORS: dict[tuple[int, int, int, int, bool], Extractor] = {}


def extract(
    doc: Doc,
    article: Article,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    ontology: Ontology,
    places: Places | None = None,
    open_predicates: bool = False,
) -> Reading:
    """All that `article` says, as one call; the index over the same knowledge is made once."""
    key = (id(lexicon), id(gazetteer), id(ontology), id(places), open_predicates)
    if key not in _EXTRACTORS:
        _EXTRACTORS.clear()
        _EXTRACTORS[key] = Extractor(lexicon, gazetteer, ontology, places, open_predicates)
    return _EXTRACTORS[key].extract(doc, article)


def _read(scene: Scene, article: Article, open_predicates: bool) -> Reading:
    """The claims of every step, those of dropped stretches left out and repetitions merged."""
    when = times(scene.tree, article.published)
    near = by_sentence(scene.tree, when)
    offices = list(titles(scene))
    spokesmen.first_person(scene, spokesmen.bodies(scene, offices))
    found = [
        *combine(scene, list(by_rules(scene, near, figures(scene.tree, when)))),
        *belonging(scene),
        *affiliations(scene),
        *offices,
        *places(scene),
        *ties(scene),
    ]
    if open_predicates:
        found += open_claims(scene, found)
    claimed_for_bodies(found)
    for draw in found:
        lasting(draw, near)
    occasions(scene, found, when)
    for draw in found:
        _not_yet(draw, article.published)
    dropped = [d.span for d in article.dropped if d.reason != DATELINE]
    found += datelines(scene, article)
    if dropped:
        found = [f for f in found if not any(s.start < f.span.end and f.span.start < s.end for s in dropped)]
    return _reading(article, scene.mentions, retold_below(article.text, merge(found)))


def _not_yet(draw: Draw, published: date | None) -> None:
    """What lies after the day of publication has not happened, however it is told ("a summit next week")."""
    if published is None or draw.time is None or draw.time.start is None or draw.kind != "event":
        return
    if draw.time.start > published and draw.held.modality == "actual" and not draw.held.negated:
        draw.held.modality = "planned"


def _reading(article: Article, mentions: Mentions, draws: list[Draw]) -> Reading:
    frozen = freeze(mentions.all, article.id)
    claims = []
    ids: set[str] = set()
    for draw in draws:
        claim = _claim(article, draw, frozen)
        if claim.id not in ids:
            ids.add(claim.id)
            claims.append(claim)
    return Reading(article, tuple(frozen[id(d)] for d in mentions.all), tuple(claims))


def _claim(article: Article, draw: Draw, frozen: dict[int, Mention]) -> Claim:
    roles = tuple(Role(role, frozen[id(d)].id) for role, drafts in draw.roles.items() for d in drafts)
    held = draw.held
    condition = None
    if held.condition is not None:
        condition = article.text[held.condition[0].start : held.condition[1].end]
    stance = Stance(
        polarity="negated" if held.negated else "affirmed",
        modality=held.modality,
        holders=tuple(Holder(frozen[id(d)].id, cue) for d, cue in held.holders),
        channel=held.channel,
        condition=condition,
        deadline=draw.deadline,
        said=draw.said,
    )
    values = tuple(sorted(Value(k, v) for k, v in draw.values.items()))
    key = "|".join(
        [
            article.id,
            draw.predicate,
            *(f"{r.name}={r.mention}" for r in roles),
            str(values),
            f"Span(start={draw.span.start}, end={draw.span.end})",
            str(stance.polarity),
            stance.modality,
        ]
    )
    return Claim(
        id="c-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        article_id=article.id,
        kind=draw.kind,
        predicate=draw.predicate,
        roles=roles,
        stance=stance,
        span=draw.span,
        rule=draw.rule,
        values=values,
        ordinal=draw.ordinal,
        time=draw.time,
        figures=tuple(draw.figures),
        also=tuple(sorted(Span(s.start, s.end) for s in draw.also)),
        confidence=draw.confidence,
    )
