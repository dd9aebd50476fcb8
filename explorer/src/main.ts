/** The page: reads its data, from itself or from where it was served, and puts the views together. */

import type { Topology } from "topojson-specification";
import { Data } from "./data";
import type { Picture } from "./data";
import { byId, element } from "./dom";
import { filters, tell } from "./filters";
import { graphView } from "./graph";
import type { GraphView } from "./graph";
import { legend } from "./legend";
import { list } from "./list";
import { MapView } from "./map";
import { showPanel } from "./panel";
import { searchBox } from "./search";
import { State } from "./state";
import type { View } from "./state";
import { themeButton } from "./theme";
import { timeline } from "./timeline";

const VIEWS: View[] = ["graph", "timeline", "map", "list"];

/** What the page carries in an element of this id, or what lies at the address that the element names. */
async function carried<T>(id: string): Promise<T> {
  const holder = byId(id);
  const address = holder.dataset["from"];
  if (!address) return JSON.parse(holder.textContent ?? "") as T;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

async function start(): Promise<void> {
  const data = new Data(await carried<Picture>("graph-data"));
  const state = new State(data);
  byId("title").textContent = data.picture.title;
  drawers(state);
  const graph = pictured(data, state);
  let map: MapView | null = null;

  const draw = async (): Promise<void> => {
    if (state.view === "graph") graph?.repaint();
    else if (state.view === "timeline") timeline(data, state);
    else if (state.view === "list") list(data, state);
    else {
      map ??= new MapView(data, state, await carried<Topology>("world-data"));
      map.repaint();
    }
  };
  const show = (id: string): void => {
    if (state.view === "graph") graph?.show(id);
  };
  state.watch((what) => {
    if (what === "selection") {
      showPanel(data, state);
      history.replaceState(null, "", state.selected ? `#${encodeURIComponent(state.selected)}` : "#");
    }
    if (what !== "selection") tell(data, state);
    if (what !== "selection" || state.view === "graph") void draw();
  });
  tabs(state);
  filters(data, state);
  searchBox(data, state, show);
  legend(data);
  themeButton(() => {
    legend(data);
    filters(data, state);
    graph?.recolour();
    showPanel(data, state);
    void draw();
  });
  tell(data, state);
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (data.node.has(wanted) || data.statement.has(wanted)) {
    state.select(wanted);
    show(wanted);
  }
  Object.assign(window, { claimgraph: { at: (id: string) => graph?.at(id) ?? null, state } });
  document.body.dataset["ready"] = "true";
}

/** The graph; where the browser cannot draw it, the list of statements instead, with the reason. */
function pictured(data: Data, state: State): GraphView | null {
  try {
    return graphView(data, state);
  } catch (error) {
    byId("canvas").replaceChildren(element("p", { class: "muted" }, `This browser cannot draw the graph (${String(error)}).`));
    return null;
  }
}

function tabs(state: State): void {
  const buttons = VIEWS.map((view) => byId(`tab-${view}`));
  const choose = (view: View): void => {
    state.view = view;
    VIEWS.forEach((other, n) => {
      const button = buttons[n] as HTMLElement;
      button.setAttribute("aria-selected", String(other === view));
      button.tabIndex = other === view ? 0 : -1;
      byId(`view-${other}`).hidden = other !== view;
    });
    state.changed("view");
  };
  buttons.forEach((button, n) => {
    button.addEventListener("click", () => choose(VIEWS[n] as View));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (n + step + VIEWS.length) % VIEWS.length;
      choose(VIEWS[next] as View);
      buttons[next]?.focus();
    });
  });
}

/** The filters and the evidence open and close; on a phone each covers the picture. */
function drawers(state: State): void {
  const toggle = byId("filters-toggle");
  const set = (open: boolean): void => {
    byId("filters").hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  set(!matchMedia("(max-width: 60rem)").matches);
  const change = (open: boolean): void => {
    set(open);
    window.dispatchEvent(new Event("resize")); // the picture has more room, or less
  };
  toggle.addEventListener("click", () => change(Boolean(byId("filters").hidden)));
  byId("filters-close").addEventListener("click", () => change(false));
  byId("panel-close").addEventListener("click", () => state.select(null));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !(event.target instanceof HTMLInputElement)) state.select(null);
    if (event.key === "/" && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      byId("search").focus();
    }
  });
}

start().catch((error: unknown) => {
  byId("status").textContent = `This page could not be drawn: ${String(error)}`;
  throw error;
});
