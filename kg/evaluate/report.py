"""An evaluation as a table for people, as JSON to compare with, and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from html import escape
from typing import Any

from kg.evaluate.measure import LENIENT, Evaluation
from kg.evaluate.statistics import Interval, Tally, calibration_error

STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
body{color:#222;background:#fff}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #ddd}
td:first-child,th:first-child{text-align:left}blockquote{margin:.2rem 0 .8rem;color:#555}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}td,th{border-color:#444}blockquote{color:#aaa}}"""


def table(found: Evaluation) -> Iterator[str]:
    """Lines for a terminal: the whole, the stance, each predicate, calibration."""
    for name, tally in (("claims", found.strict), (LENIENT, found.lenient)):
        yield f"{name:<24}{_prf(tally)}"
    if found.intervals:
        spans = "  ".join(f"{n} {low:.3f} to {high:.3f}" for n, (low, high) in found.intervals.items())
        yield f"{'95 % over articles':<24}{spans}"
    if found.core.wanted:
        yield f"{'core recall':<24}{found.core.recall:.3f}  ({found.core.hits} of {found.core.wanted})"
    for name, (right, of) in found.shares.items():
        yield f"{name:<24}{right / of:.3f}  ({right} of {of}){_within(found.spreads.get(name))}"
    if found.clusters.fillers:
        c = found.clusters
        yield f"{'who is who (B³)':<24}P {c.precision:.3f}  R {c.recall:.3f}  ({c.fillers} fillers)"
    yield ""
    for name, tally in found.predicates.items():
        lenient = found.lenient_predicates.get(name, Tally())
        also = f"  lenient F1 {lenient.f1:.3f}" if lenient != tally else ""
        yield f"{name:<24}{_prf(tally)}{_within(found.spreads.get(name))}{also}"
    yield ""
    for b in found.calibration:
        told = f"{b.claims} claims, mean belief {b.belief:.2f}, right {b.right:.2f}"
        yield f"{f'belief {b.low:.1f} to {b.high:.1f}':<24}{told}"
    if found.calibration:
        yield f"{'calibration error':<24}{calibration_error(found.calibration):.3f}"
    yield from (f"not in the graph: {name}" for name in found.absent)


def confusions(found: Evaluation) -> Iterator[str]:
    """A line for each claim that only one side has, with its words."""
    for c in found.confusions:
        instead = f"  ({'found' if c.kind == 'missed' else 'gold has'}: {c.instead})" if c.instead else ""
        yield f"{c.article}  {c.kind:<6}  {c.predicate}  {c.parties}  “{' '.join(c.quote.split())}”{instead}"


def as_json(found: Evaluation) -> dict[str, Any]:
    """All of it as plain values; `compared` reads this form."""
    tallies = {"strict": found.strict, "lenient": found.lenient, "core": found.core}
    return {
        **{name: _values(tally) for name, tally in tallies.items()},
        "intervals": {name: [round(x, 4) for x in span] for name, span in found.intervals.items()},
        "shares": {name: {"right": right, "of": of} for name, (right, of) in found.shares.items()},
        "clusters": asdict(found.clusters),
        "predicates": {name: _values(tally) for name, tally in found.predicates.items()},
        "lenient_predicates": {name: _values(tally) for name, tally in found.lenient_predicates.items()},
        "spreads": {name: [round(x, 4) for x in span] for name, span in found.spreads.items()},
        "articles": {name: _values(tally) for name, tally in found.articles.items()},
        "calibration": [asdict(b) for b in found.calibration],
        "calibration_error": round(calibration_error(found.calibration), 4),
        "confusions": [asdict(c) for c in found.confusions],
        "absent": list(found.absent),
    }


def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """What moved between two evaluations in the form of `as_json`: figures first, then claims found and lost.

    Raises `KeyError` where `old` is not of that form.
    """
    rows = [(name, old[name], new[name]) for name in ("strict", "lenient")]
    names = sorted(old["predicates"].keys() | new["predicates"].keys())
    nothing = _values(Tally())
    rows += [(n, old["predicates"].get(n, nothing), new["predicates"].get(n, nothing)) for n in names]
    moved = [(n, a, b) for n, a, b in rows if a != b]
    for name, before, after in moved:
        parts = (
            f"{k} {before[k]:.3f} → {after[k]:.3f}" for k in ("precision", "recall", "f1") if before[k] != after[k]
        )
        yield f"{name:<24}{'  '.join(parts) or 'the same ratios of other counts'}"
    changed = list(_shares_moved(old, new))
    yield from changed
    was, now = ({tuple(c[key] for key in _OF_CONFUSION) for c in side["confusions"]} for side in (old, new))
    for sign, differing in (("+", now - was), ("-", was - now)):
        yield from (f"{sign} {' | '.join(str(part) for part in row)}" for row in sorted(differing))
    if not moved and not changed and was == now:
        yield "nothing moved"


_OF_CONFUSION = ("article", "kind", "predicate", "parties", "quote")


def _shares_moved(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Stance, who is who and calibration, where both evaluations have them."""
    for name in sorted(old["shares"].keys() | new["shares"].keys()):
        before, after = (side["shares"].get(name, {"right": 0, "of": 0}) for side in (old, new))
        if before != after:
            ratios = (f"{s['right'] / s['of']:.3f}" if s["of"] else "none" for s in (before, after))
            cases = (f"{s['right']} of {s['of']}" for s in (before, after))
            yield f"{name:<24}{' → '.join(ratios)}  ({', '.join(cases)})"
    for part in ("precision", "recall"):
        a, b = (round(side["clusters"][part], 3) for side in (old, new))
        if a != b:
            yield f"{'who is who (B³)':<24}{part} {a:.3f} → {b:.3f}"
    if "calibration_error" in old and old["calibration_error"] != new["calibration_error"]:
        yield f"{'calibration error':<24}{old['calibration_error']:.3f} → {new['calibration_error']:.3f}"


def html(found: Evaluation) -> str:
    """One page without scripts; every text of the articles is escaped."""
    spreads = {**found.spreads, "claims": found.intervals.get("f1")}
    lenient = {**found.lenient_predicates, "claims": found.lenient}
    rows = [("claims", found.strict), *found.predicates.items()]
    body = "".join(
        f"<tr><td>{escape(n)}</td><td>{t.precision:.3f}</td><td>{t.recall:.3f}</td><td>{t.f1:.3f}</td>"
        f"<td>{_span(spreads.get(n))}</td><td>{lenient.get(n, Tally()).f1:.3f}</td>"
        f"<td>{t.hits}</td><td>{t.found}</td><td>{t.wanted}</td></tr>"
        for n, t in rows
    )
    shares = "".join(
        f"<tr><td>{escape(n)}</td><td>{right / of:.3f}</td><td>{_span(found.spreads.get(n))}</td>"
        f"<td>{right} of {of}</td></tr>"
        for n, (right, of) in found.shares.items()
    )
    c = found.clusters
    bins = "".join(
        f"<tr><td>{b.low:.1f} to {b.high:.1f}</td><td>{b.claims}</td><td>{b.belief:.2f}</td><td>{b.right:.2f}</td></tr>"
        for b in found.calibration
    )
    wrong = "".join(
        f"<p><b>{escape(c.kind)}</b> {escape(c.predicate)}: {escape(c.parties)} ({escape(c.article)})</p>"
        f"<blockquote>{escape(c.quote)}{f'<br>instead: {escape(c.instead)}' if c.instead else ''}</blockquote>"
        for c in found.confusions
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Evaluation</title><style>{STYLE}</style><h1>Evaluation</h1>"
        "<table><tr><th></th><th>precision</th><th>recall</th><th>F1</th><th>95 %</th><th>F1, lenient</th>"
        "<th>hits</th><th>found</th><th>gold</th></tr>"
        f"{body}</table><h2>Of matched claims</h2>"
        f"<table><tr><th></th><th>share</th><th>95 %</th><th>cases</th></tr>{shares}</table>"
        f"<h2>Who is who (B³)</h2><p>precision {c.precision:.3f}, recall {c.recall:.3f}, over {c.fillers} fillers</p>"
        "<h2>Belief</h2><table><tr><th>belief</th><th>claims</th><th>mean belief</th><th>right</th></tr>"
        f"{bins}</table><p>calibration error {calibration_error(found.calibration):.3f}</p>"
        f"<h2>Missed and extra</h2>{wrong}</html>\n"
    )


def _within(span: Interval | None) -> str:
    return f"  95 % {_span(span)}" if span else ""


def _span(span: Interval | None) -> str:
    return f"{span[0]:.3f} to {span[1]:.3f}" if span else ""


def _prf(t: Tally) -> str:
    return f"P {t.precision:.3f}  R {t.recall:.3f}  F1 {t.f1:.3f}  ({t.hits} hits, {t.found} found, {t.wanted} in gold)"


def _values(t: Tally) -> dict[str, float]:
    ratios = {name: round(getattr(t, name), 4) for name in ("precision", "recall", "f1")}
    return {**ratios, "hits": t.hits, "found": t.found, "wanted": t.wanted}
