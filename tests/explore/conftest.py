"""A real browser for the page: the system's Chromium, by way of Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from tests.worked_example import build_graph

OUT = Path(__file__).resolve().parents[2] / "out" / "screenshots"
CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
DESKTOP, PHONE = (1280, 800), (390, 844)


@dataclass
class Opened:
    """A page with all it asked for and all it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def shot(self, name: str) -> None:
        """A picture to look at, kept under `out/`."""
        OUT.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=OUT / f"{name}.png")

    def where(self, ident: str) -> tuple[float, float]:
        """Where on the screen a node, or the middle of a line, is drawn once the picture rests."""
        before = None
        while (at := self.page.evaluate("id => claimgraph.at(id)", ident)) != before:
            before = at
            self.page.wait_for_timeout(100)
        return at["x"], at["y"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; its canvas is drawn in software."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        flags = ["--no-sandbox", "--enable-unsafe-swiftshader"]
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Opens an address in a fresh window of some size."""
    contexts = []

    def opened(address: str, size: tuple[int, int] = DESKTOP, dark: bool = False, ready: bool = True) -> Opened:
        look = "dark" if dark else "light"
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=look)
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("console", lambda m: found.complaints.append(m.text) if m.type == "error" else None)
        found.page.goto(address)
        if ready:
            found.page.wait_for_selector("body[data-ready]", timeout=20_000)
        return found

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The worked example."""
    return build_graph(tmp_path_factory.mktemp("explore") / "g")
