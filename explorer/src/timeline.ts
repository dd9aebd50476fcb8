/** The events in order of time, under a row of columns that shows how many there were when. */

import type { Data, Statement } from "./data";
import { push } from "./data";
import { byId, count, drawn, element } from "./dom";
import { statementButton } from "./panel";
import type { State } from "./state";
import { colour } from "./theme";

const SHOWN = 400;
const COLUMNS = 60;
const HEIGHT = 90;

export function timeline(data: Data, state: State): void {
  const view = byId("view-timeline");
  const events = data.picture.statements.filter((s) => s.kind === "event" && state.statements.has(s.id));
  const byDay = new Map<string, Statement[]>();
  for (const e of [...events].sort((a, b) => dated(a).localeCompare(dated(b)) || a.title.localeCompare(b.title))) {
    push(byDay, heading(e), e);
  }
  const days = [...byDay].slice(0, SHOWN);
  const items = (of: Statement[]): Element =>
    element("ul", { class: "statements" }, ...of.map((e) => element("li", {}, statementButton(e, data, state, ending(e)))));
  const parts = days.map(([day, of]) => {
    const happened = of.filter((e) => e.when);
    const reported = of.filter((e) => !e.when);
    return element("section", { class: "day", id: `day-${day}` },
      element("h3", {}, day === "~" ? "undated" : words(day)),
      happened.length > 0 && items(happened),
      reported.length > 0 && day !== "~" && element("p", { class: "muted" }, "reported on this day; when it happened is not said:"),
      reported.length > 0 && items(reported));
  });
  const empty = element("p", { class: "muted" }, "No event fits these filters.");
  const more = byDay.size - days.length;
  view.replaceChildren(
    ...(events.length ? [columns(events, data)] : [empty]),
    element("div", { class: "days" }, ...parts),
    ...(more > 0 ? [element("p", { class: "muted" }, `${count(more, "later day")} not shown; narrow the filters`)] : []),
  );
}

/** What a day's heading does not say: until when it lasted. */
function ending(e: Statement): string {
  return e.end && heading(e) === e.start && e.end !== e.start ? `until ${e.end}` : "";
}

/** Under what an event stands: its day, or the month or year of which no day is known. */
function heading(e: Statement): string {
  return e.when && e.when.length < "2020-02-15".length ? e.when : dated(e);
}

/** The day of an event: its own, else that of its first report. */
function dated(e: Statement): string {
  return e.start ?? e.end ?? e.first ?? "~";
}

function words(day: string): string {
  const [, month, exact] = day.split("-");
  const date = new Date(`${day}${month ? "" : "-01"}${exact ? "" : "-01"}T12:00:00Z`);
  const named = { ...(month && { month: "long" as const }), ...(exact && { weekday: "short" as const, day: "numeric" as const }) };
  const style = { year: "numeric", timeZone: "UTC", ...named } as const;
  return Number.isNaN(date.valueOf()) ? day : date.toLocaleDateString("en-GB", style);
}

/** How many events there were when; a column leads to its first day. Days far from the rest stand at the edge. */
function columns(events: Statement[], data: Data): Element {
  const all = events.filter((e) => dated(e) !== "~").sort((a, b) => dated(a).localeCompare(dated(b)));
  const time = (e: Statement): number => Date.parse(dated(e)) / 86_400_000;
  // Ten years before the rest a single event would squeeze the rest into one column: the first twentieth may be cut.
  const first = time(all[Math.floor(all.length / 20)] ?? (all[0] as Statement));
  const last = all.length ? time(all[all.length - 1] as Statement) : first;
  const width = Math.max(1, Math.ceil((last - first + 1) / COLUMNS));
  const many = Math.floor((last - first) / width) + 1;
  const bins: Statement[][] = Array.from({ length: many }, () => []);
  for (const e of all) (bins[Math.max(0, Math.floor((time(e) - first) / width))] as Statement[]).push(e);
  const most = Math.max(1, ...bins.map((b) => b.length));
  const step = 600 / many;
  const bars = bins.flatMap((bin, n) => {
    let floor = HEIGHT;
    return data.picture.palette.lines.flatMap((line) => {
      const of = bin.filter((e) => e.line === line.name);
      if (!of.length) return [];
      const tall = (of.length / most) * HEIGHT;
      floor -= tall;
      const day = heading(bin[0] as Statement);
      const bar = drawn("rect", { x: n * step, y: floor, width: Math.max(1, Math.min(step - 1, 40)), height: tall, fill: colour(line) },
        drawn("title", {}, `${words(day)}${width > 1 ? " and after" : ""}: ${bin.length}, ${of.length} ${line.label}`));
      bar.addEventListener("click", () => document.getElementById(`day-${day}`)?.scrollIntoView({ behavior: "smooth" }));
      return [bar];
    });
  });
  const iso = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);
  const label = `Events ${first > time(all[0] ?? (events[0] as Statement)) ? "up to and " : ""}from ${iso(first)} to ${iso(last)}`;
  const chart = drawn("svg", { viewBox: `0 0 600 ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label }, ...bars);
  return element("figure", { class: "columns" }, chart as Element as HTMLElement,
    element("figcaption", { class: "muted" }, element("span", {}, iso(first)),
      element("span", {}, `${count(events.length, "event")}, a column ${count(width, "day")}`), element("span", {}, iso(last))));
}
