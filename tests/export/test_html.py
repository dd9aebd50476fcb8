"""The page as a file: nothing in it can act but the script that was built."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from pathlib import Path

import pytest

from kg.export import select, write_to
from kg.export.picture import picture
from kg.export.wording import address, seen
from kg.graph import Graph
from kg.web import embedded, filled
from tests.worked_example import build_graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("html") / "g")


@pytest.fixture(scope="module")
def page(graph: Graph) -> str:
    out = io.BytesIO()
    write_to(graph, out, "html")
    return out.getvalue().decode()


def carried(page: str) -> dict:  # type: ignore[type-arg]
    found = re.search(r'<script type="application/json" id="graph-data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_only_the_script_that_was_built_may_run(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    for text in (script, style):
        assert f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}" in policy[1]


def test_it_names_no_other_file_or_host_to_load(page: str) -> None:
    markup = re.sub(r"<(script|style)[ >].*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"\b(?:src|href|action)=(\S*?)>", markup) == ['"data:,"'], (
        "an icon of nothing, or it is asked for"
    )


def test_every_claim_is_there_in_its_sentence(page: str, graph: Graph) -> None:
    data = carried(page)
    said = {(data["articles"][c["article"]]["name"], words(data, c)) for c in data["claims"]}
    assert said == {(c.article.name, " ".join(c.quote.split())) for c in graph.claims()}
    assert {s["standing"] for s in data["statements"]} == {s.standing for s in graph.statements()}
    ends = {e[end] for e in data["edges"] for end in ("source", "target")}
    assert ends <= {n["id"] for n in data["nodes"]}
    (title,) = [e for e in data["edges"] if e["label"] == "foreign minister of"]
    assert (title["source"], title["target"]) == ("rupert", "ruritania")


def words(data: dict, claim: dict) -> str:  # type: ignore[type-arg]
    return " ".join(data["sentences"][claim["sentence"]][claim["from"] : claim["to"]].split())


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u202eevil",
    "a\x00b\x1b[31m",
    "{title}",
    "]]>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text(text: str) -> None:
    inside = embedded({"name": text})
    assert not {"<", ">", "&"} & set(inside)
    assert json.loads(inside) == {"name": text}
    assert filled("<p>{title}</p>{data}", {"title": text, "data": ""}) == f"<p>{text}</p>"
    assert len(seen(text)) == len(text)
    assert not set("\u202e\x00\x1b") & set(seen(text))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "//x", "http://", "https://a b", None]
)
def test_no_address_but_of_the_web_can_be_clicked(url: str | None) -> None:
    assert address(url) is None


def test_the_same_graph_is_the_same_picture(graph: Graph) -> None:
    assert picture(select(graph), "x") == picture(select(Graph.open(graph.path)), "x")


def test_the_most_central_are_shown_and_the_page_says_how_many_are_not(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.export.html.MOST", 4)
    out = io.BytesIO()
    write_to(graph, out, "html")
    data = carried(out.getvalue().decode())
    assert len(data["nodes"]) <= 4
    assert data["counts"]["beyond"] > 0


def test_the_bundle_has_its_licences(checkout: Path) -> None:
    text = (checkout / "kg/explore/static/LICENSES.txt").read_text("utf-8")
    assert all(f"\n{name} " in text for name in ("sigma", "graphology", "d3-geo", "topojson-client", "world-atlas"))
