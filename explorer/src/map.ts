/** The places on a map: outlines that come with the page, a circle a place, as large as what is said to be there. */

import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import type { GeoProjection } from "d3-geo";
import type { ZoomTransform } from "d3-zoom";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Data, Node, Statement } from "./data";
import { push } from "./data";
import { byId, drawn, element } from "./dom";
import type { State } from "./state";
import { colour } from "./theme";

const WIDTH = 1000;

interface Spot { node: Node; x: number; y: number; events: Statement[]; told: Statement[] }

export class MapView {
  /** As high as the view is for its width: a phone held upright has a high map. */
  private readonly height: number;
  private readonly projection: GeoProjection;
  private readonly spots: SVGElement;
  private readonly lands: { name: string; x: number; y: number; size: number }[] = [];
  private readonly names: SVGElement;
  private readonly svg: SVGSVGElement;
  private readonly empty = element("p", { class: "empty" }, "No place that is shown here has known coordinates.");
  private transform: ZoomTransform = zoomIdentity;
  private fitted = false;

  constructor(private readonly data: Data, private readonly state: State, world: Topology) {
    const box = byId("view-map").getBoundingClientRect();
    this.height = box.width ? (WIDTH * box.height) / box.width : WIDTH / 2;
    this.projection = geoNaturalEarth1().fitSize([WIDTH, this.height], { type: "Sphere" });
    const path = geoPath(this.projection);
    const countries = feature(world, world.objects["countries"] as GeometryCollection<{ name: string }>);
    const outlines = countries.features.map((f) => {
      const [x, y] = path.centroid(f);
      this.lands.push({ name: f.properties.name, x, y, size: Math.sqrt(path.area(f)) });
      return drawn("path", { d: path(f) ?? "" });
    });
    this.names = drawn("g", { class: "names" });
    this.spots = drawn("g", { class: "spots" });
    const sea = drawn("path", { class: "sea", d: path({ type: "Sphere" }) ?? "" });
    const grid = drawn("path", { class: "grid", d: path(geoGraticule10()) ?? "" });
    const ground = drawn("g", { class: "ground" }, sea, grid, drawn("g", { class: "land" }, ...outlines));
    this.svg = drawn("svg", { viewBox: `0 0 ${WIDTH} ${this.height}`, "aria-label": "Map of the places", role: "group" },
      ground, this.names, this.spots) as SVGSVGElement;
    const moving = zoom<SVGSVGElement, unknown>().scaleExtent([1, 200]).translateExtent([[0, 0], [WIDTH, this.height]])
      .on("zoom", (event: { transform: ZoomTransform }) => {
        this.transform = event.transform;
        ground.setAttribute("transform", event.transform.toString());
        this.place();
      });
    select(this.svg).call(moving);
    const by = (factor: number) => () => moving.scaleBy(select(this.svg), factor);
    const tools = element("div", { class: "tools" },
      element("button", { type: "button", "aria-label": "Nearer", click: by(1.6) }, "+"),
      element("button", { type: "button", "aria-label": "Farther", click: by(1 / 1.6) }, "−"),
      element("button", { type: "button", "aria-label": "All places", click: () => this.fit(moving) }, "⤢"));
    const note = element("p", { class: "note muted" }, "A circle is a place, the larger the more events. Outlines: Natural Earth; they take no side in questions of borders.");
    byId("view-map").replaceChildren(this.svg as Element as HTMLElement, tools, note, this.empty);
    this.refit = () => this.fit(moving);
  }

  private readonly refit: () => void;

  /** Draws what is seen. */
  repaint(): void {
    this.place();
    this.empty.hidden = this.found().length > 0;
    if (!this.fitted && this.found().length) {
      this.fitted = true;
      this.refit();
    }
  }

  private found(): Spot[] {
    const events = new Map<string, Statement[]>();
    const told = new Map<string, Statement[]>();
    for (const s of this.data.picture.statements) {
      if (!this.state.statements.has(s.id)) continue;
      if (s.place) push(events, s.place, s);
      for (const id of s.parties) push(told, id, s);
    }
    const spots: Spot[] = [];
    for (const node of this.data.picture.nodes) {
      const about = told.get(node.id);
      const at = node.at && this.projection([node.at[1], node.at[0]]);
      if (about && at) spots.push({ node, x: at[0], y: at[1], events: events.get(node.id) ?? [], told: about });
    }
    return spots.sort((a, b) => b.events.length - a.events.length || b.told.length - a.told.length || (a.node.id < b.node.id ? -1 : 1));
  }

  /** Circles and names at the scale of now, so that both keep their size; a name that has no room is left out. */
  private place(): void {
    const { transform } = this;
    const unit = WIDTH / Math.max(320, this.svg.clientWidth || WIDTH); // a pixel of the screen
    const boxes: [number, number, number, number][] = [];
    const free = (x: number, y: number, w: number, h: number): boolean => {
      const clash = boxes.some(([a, b, c, d]) => x < a + c && a < x + w && y < b + d && b < y + h);
      if (!clash) boxes.push([x, y, w, h]);
      return !clash;
    };
    const made: Element[] = [];
    for (const spot of this.found()) {
      const [x, y] = transform.apply([spot.x, spot.y]);
      if (x < -20 || y < -20 || x > WIDTH + 20 || y > this.height + 20) continue;
      const radius = (4 + 3 * Math.sqrt(spot.events.length)) * unit;
      const state = spot.node.type === "State";
      const size = 12 * unit;
      const room = free(x + radius, y - size / 2, spot.node.label.length * size * 0.56, size);
      const words = `${spot.node.label}: ${spot.events.length} events, ${spot.told.length} statements`;
      const shape = drawn("circle", { cx: x, cy: y, r: state ? 4 * unit : radius, fill: colour(this.data.group.get(spot.node.group)) },
        drawn("title", {}, words));
      const group = drawn("g", { class: spot.events.length ? "spot" : "spot quiet", tabindex: 0, role: "button", "aria-label": words }, shape,
        room ? drawn("text", { x: x + radius + 2 * unit, y: y + size / 3, "font-size": size }, spot.node.label) : null);
      const choose = (): void => this.state.select(spot.node.id);
      group.addEventListener("click", choose);
      group.addEventListener("keydown", (event) => {
        const key = (event as KeyboardEvent).key;
        if (key === "Enter" || key === " ") choose();
      });
      made.push(group);
    }
    const names = this.lands.flatMap(({ name, x, y, size }) => {
      const [at, height] = transform.apply([x, y]);
      const letters = 10 * unit;
      const width = name.length * letters * 0.7;
      const fits = size * transform.k > width * 0.6 && free(at - width / 2, height - letters / 2, width, letters);
      return fits ? [drawn("text", { x: at, y: height, "font-size": letters, "text-anchor": "middle" }, name)] : [];
    });
    this.names.replaceChildren(...names);
    this.spots.replaceChildren(...made.reverse());
  }

  /** The places of events, or else all, fill the view. */
  private fit(moving: ReturnType<typeof zoom<SVGSVGElement, unknown>>): void {
    const all = this.found();
    const spots = all.some((s) => s.events.length) ? all.filter((s) => s.events.length) : all;
    if (!spots.length) return;
    const [xs, ys] = [spots.map((s) => s.x), spots.map((s) => s.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.max(1, Math.min(60, 0.7 * Math.min(WIDTH / (right - left + 1), this.height / (bottom - top + 1))));
    const to = zoomIdentity.translate(WIDTH / 2, this.height / 2).scale(scale).translate(-(left + right) / 2, -(top + bottom) / 2);
    moving.transform(select(this.svg), to);
  }
}
