/** The filters: what there is of each kind, to switch on and off; the days of report; and what is left. */

import type { Data } from "./data";
import { byId, count, element, sample } from "./dom";
import { UNKNOWN } from "./state";
import type { State } from "./state";
import { colour } from "./theme";

type Table = keyof State["off"];

export function filters(data: Data, state: State): void {
  const build = (): void => {
    byId("switches").replaceChildren(
      group("How it stands", "standings", tally(data.picture.statements.map((s) => s.standing)), (name) => lineOf(data, name)),
      group("Kinds of things", "groups", tally(data.picture.nodes.map((n) => n.group)), (name) => dotOf(data, name),
        (name) => data.group.get(name)?.label ?? name),
      group("Relations and events", "predicates", tally(data.picture.statements.map((s) => s.words))),
      group("Outlets", "outlets", tally(data.picture.claims.map((c) => data.article(c).outlet ?? UNKNOWN))),
      group("Who says so", "sources", tally(data.picture.claims.map((c) => c.source))),
    );
    days();
  };
  const group = (
    title: string, table: Table, counts: Map<string, number>, picture?: (name: string) => Element, label = (n: string) => n,
  ): Element => {
    const off = state.off[table];
    const all = element("button", { type: "button", click: () => { off.clear(); again(); } }, "all");
    const none = element("button", { type: "button", click: () => { for (const n of counts.keys()) off.add(n); again(); } }, "none");
    const boxes = [...counts].map(([name, n]) => {
      const box = element("input", { type: "checkbox", checked: !off.has(name), change: () => {
        if (box.checked) off.delete(name);
        else off.add(name);
        state.changed("filter");
      } });
      const only = element("button", { type: "button", class: "only", "aria-label": `only ${label(name)}`, click: () => {
        for (const other of counts.keys()) off.add(other);
        off.delete(name);
        again();
      } }, "only");
      return element("li", {}, element("label", {}, box, picture?.(name), element("span", { dir: "auto" }, label(name)),
        element("span", { class: "muted number" }, n.toLocaleString("en"))), only);
    });
    const opened = table === "standings" || table === "groups";
    return element("details", opened ? { open: true } : {}, element("summary", {}, title),
      element("p", { class: "buttons" }, all, none), element("ul", {}, ...boxes));
  };
  const again = (): void => {
    const open = [...byId("switches").querySelectorAll("details")].map((d) => d.open);
    build();
    byId("switches").querySelectorAll("details").forEach((d, n) => { d.open = open[n] ?? d.open; });
    state.changed("filter");
  };
  const from = byId("from") as HTMLInputElement;
  const to = byId("to") as HTMLInputElement;
  const days = (): void => {
    const last = Math.max(0, data.days.length - 1);
    for (const range of [from, to]) range.max = String(last);
    [from.value, to.value] = [String(state.days[0]), String(state.days[1])];
    byId("days").hidden = data.days.length < 2;
    const shown = [data.days[state.days[0]] ?? "", data.days[state.days[1]] ?? ""];
    [from, to].forEach((range, n) => range.setAttribute("aria-valuetext", shown[n] ?? ""));
    byId("days-shown").textContent = `${shown[0] ?? ""} – ${shown[1] ?? ""}`;
  };
  const slid = (moved: HTMLInputElement): void => {
    if (Number(from.value) > Number(to.value)) (moved === from ? to : from).value = moved.value;
    state.days = [Number(from.value), Number(to.value)];
    days();
    state.changed("filter");
  };
  from.addEventListener("input", () => slid(from));
  to.addEventListener("input", () => slid(to));
  byId("reset").addEventListener("click", () => { state.reset(); again(); });
  build();
}

/** How many there are of each, the most first. */
function tally(names: string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return new Map([...found].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])));
}

export function lineOf(data: Data, standing: string): SVGElement | HTMLElement {
  const line = data.picture.palette.lines.find((l) => l.standings.includes(standing));
  return sample(colour(line), line?.dash ?? []) as SVGElement;
}

export function dotOf(data: Data, group: string): HTMLElement {
  const dot = element("span", { class: group === "event" ? "dot square" : "dot", "aria-hidden": "true" });
  dot.style.background = colour(data.group.get(group));
  return dot;
}

/** One line on what is seen. */
export function tell(data: Data, state: State): void {
  const seen = `${count(state.nodes.size, "thing")} and ${count(state.statements.size, "statement")}`;
  const all = state.isFiltered ? ` of ${data.picture.statements.length.toLocaleString("en")}` : "";
  const beyond = data.picture.counts.beyond;
  const cut = beyond ? `; ${count(beyond, "less central thing")} left out of this file` : "";
  byId("status").textContent = state.statements.size ? `${seen}${all}${cut}` : "Nothing fits these filters";
  byId("reset").hidden = !state.isFiltered;
}
