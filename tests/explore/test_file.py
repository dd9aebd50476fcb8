"""The page that `kg export graph.html` writes, opened from disk in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import page as page_benchmark
from kg.export import write
from kg.graph import Graph
from kg.web import whole_page
from tests import worked_example
from tests.explore.conftest import DESKTOP, PHONE, Opened


@pytest.fixture(scope="session")
def file(graph: Graph) -> str:
    out = graph.path.parent / "graph.html"
    write(graph, out)
    return out.as_uri()


def statement(opened: Opened, predicate: str) -> str:
    return str(
        opened.page.evaluate(
            "p => claimgraph.state.data.picture.statements.find(s => s.predicate === p).id",
            predicate,
        )
    )


def test_a_name_is_found_and_a_line_leads_to_its_sentences(visit: Any, file: str) -> None:
    opened = visit(file)
    page = opened.page
    page.fill("#search", "fenwick reb")
    assert page.inner_text("#found [aria-selected=true] .hit") == "Fenwick rebels"
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Fenwick rebels"
    page.wait_for_timeout(600)
    page.mouse.click(*opened.where(statement(opened, "backs")))
    assert page.inner_text("#panel h2") == "Ruritania – backs – Fenwick rebels"
    assert page.inner_text("#panel .standing strong") == "disputed"
    assert page.locator("#panel mark").all_inner_texts() == [
        "The rebels are supported by Ruritania",
        "Ruritania backs the Fenwick rebels",
    ]
    assert "denied" in page.inner_text("#panel .claims")
    assert "The Daily Zenda" in page.inner_text("#panel .claims")
    opened.shot("panel")
    assert opened.complaints == []
    assert opened.requests == [page.url.partition("#")[0]]


def test_the_filters_leave_what_they_say(visit: Any, file: str) -> None:
    opened = visit(file)
    page = opened.page
    seen = "[...claimgraph.state.statements].map(id => claimgraph.state.data.statement.get(id).words).sort()"
    everything = page.evaluate(seen)
    page.uncheck("#switches >> text=disputed")
    assert set(everything) - set(page.evaluate(seen)) == {"backs"}
    page.click("#reset")
    assert page.evaluate(seen) == everything
    page.locator("#from").evaluate("e => { e.value = e.max; e.dispatchEvent(new Event('input')) }")
    assert set(page.evaluate(seen)) == {"backs", "death", "patrol"}
    assert "of 7" in page.inner_text("#status")
    page.evaluate("claimgraph.state.select('strelsau')")
    page.click("#reset")
    page.click("text=Only its neighbours")
    assert "backs" not in page.evaluate(seen)
    page.click("text=Show the whole graph")
    assert page.evaluate(seen) == everything


@pytest.mark.parametrize("size, dark", [(DESKTOP, False), (PHONE, True)], ids=["desktop", "phone"])
def test_every_view_is_drawn_and_nothing_is_wider_than_the_screen(
    visit: Any, file: str, size: tuple[int, int], dark: bool
) -> None:
    opened = visit(file, size, dark)
    page = opened.page
    name = "phone" if dark else "desktop"
    for view, shown in (
        ("timeline", "11th joint patrol"),
        ("list", "Ruritania – backs"),
        ("map", None),
        ("graph", None),
    ):
        page.click(f"#tab-{view}")
        page.wait_for_timeout(300)
        assert page.get_attribute(f"#tab-{view}", "aria-selected") == "true"
        assert page.locator("[role=tabpanel]:visible").count() == 1
        if shown:
            assert shown in page.inner_text(f"#view-{view}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        opened.shot(f"{name}-{view}")
    page.click("#tab-map")
    assert page.locator("#view-map .land path").count() > 150
    assert opened.complaints == []


def test_the_keyboard_alone_is_enough(visit: Any, file: str) -> None:
    opened = visit(file)
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("rupert")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Rupert of Hentzau"
    page.focus("#tab-graph")
    page.keyboard.press("ArrowLeft")
    assert page.get_attribute("#tab-list", "aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    assert page.evaluate("document.activeElement.id") == "tab-list"


def test_no_serious_fault_of_accessibility(visit: Any, file: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    opened = visit(file)
    page = opened.page
    page.evaluate("claimgraph.state.select(claimgraph.state.data.picture.statements[0].id)")
    for view in ("graph", "timeline", "map", "list"):
        page.click(f"#tab-{view}")
        found = axe.run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_the_first_picture_has_the_names(visit: Any, file: str) -> None:
    page = visit(file).page
    inked = """() => {
      const canvas = document.querySelector("canvas.sigma-labels");
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels.some((value, i) => i % 4 === 3 && value > 0);
    }"""
    assert page.evaluate(inked)


def test_light_and_dark_can_be_changed(visit: Any, file: str) -> None:
    page = visit(file).page
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != before


def test_a_link_leads_to_what_was_selected(visit: Any, file: str) -> None:
    assert visit(f"{file}#strelsau").page.inner_text("#panel h2") == "Strelsau"


def test_a_large_graph_answers_the_pointer_and_says_what_is_left_out(
    visit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_benchmark, "NODES", 1_500)
    monkeypatch.setattr(page_benchmark, "LINES", 4_500)
    large = page_benchmark.synthetic()
    large["counts"]["beyond"] = 1_234
    (tmp_path / "large.html").write_text(whole_page("large", large), "utf-8")
    opened = visit((tmp_path / "large.html").as_uri())
    page = opened.page
    assert "1,234 less central things left out" in page.inner_text("#status")
    page.mouse.move(700, 400)
    page.mouse.down()
    page.mouse.move(740, 430, steps=4)
    page.mouse.up()
    page.wait_for_timeout(500)
    outermost = page.evaluate(
        "claimgraph.state.data.picture.nodes.filter(n => n.degree).sort((a, b) => b.x - a.x)[0].id"
    )
    page.mouse.click(*opened.where(outermost))
    assert page.inner_text("#panel h2") == f"Thing {outermost[1:]}"
    assert opened.complaints == []


def test_hostile_names_are_shown_and_do_nothing(visit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = "</script><img src=x onerror=alert(1)><script>alert(2)</script>"
    monkeypatch.setitem(worked_example.TYPES, "fenwick_rebels", ("ArmedGroup", bomb))
    monkeypatch.setitem(worked_example.TYPES, "strelsau", ("Settlement", "Strel\u202esau"))
    graph = worked_example.build_graph(tmp_path / "g")
    write(graph, tmp_path / "x.html")
    opened = visit((tmp_path / "x.html").as_uri())
    opened.page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
    opened.page.fill("#search", "</script")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == bomb
    opened.page.evaluate("claimgraph.state.select('strelsau')")
    assert opened.page.inner_text("#panel h2") == "Strel\ufffdsau"
    for view in ("timeline", "map", "list"):
        opened.page.click(f"#tab-{view}")
    assert opened.complaints == []
    assert opened.page.locator("img").count() == 0
