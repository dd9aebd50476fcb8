/** The evidence: who a node is and what is said of it; of a statement, every claim in its sentence. */

import type { Claim, Data, Node, Statement } from "./data";
import { byId, count, element, sample } from "./dom";
import type { State } from "./state";
import { colour } from "./theme";

const SHOWN = 60; // statements of one node that are listed at first

export function showPanel(data: Data, state: State): void {
  const panel = byId("panel");
  const id = state.selected;
  const statement = id === null ? undefined : data.statement.get(id);
  const node = id === null ? undefined : data.node.get(id);
  panel.hidden = !statement && !node;
  document.body.classList.toggle("with-panel", !panel.hidden);
  if (panel.hidden) return;
  const content = statement ? ofStatement(statement, data, state) : ofNode(node as Node, data, state);
  byId("panel-content").replaceChildren(...content);
  panel.scrollTop = 0;
}

function ofStatement(s: Statement, data: Data, state: State): Element[] {
  const line = data.line.get(s.line);
  const known = [`belief ${s.belief.toFixed(2)}`, count(s.articles, "article"), count(s.origins, "origin")];
  const claims = [...data.of(s.id)].sort((a, b) => day(data, a).localeCompare(day(data, b)));
  return [
    element("h2", { dir: "auto" }, s.title),
    element("p", { class: "standing" }, sample(colour(line), line?.dash ?? []), element("strong", {}, s.standing),
      ` · ${known.join(" · ")}`),
    ...(s.when ? [element("p", { class: "muted" }, `${s.kind === "event" ? "happened" : "time:"} ${s.when}`)] : []),
    element("p", { class: "parties" }, ...s.parties.map((id) => nodeButton(id, data, state))),
    element("h3", {}, count(claims.length, "claim")),
    element("ol", { class: "claims" }, ...claims.map((c) => ofClaim(c, data, state.admits(c)))),
  ];
}

function day(data: Data, claim: Claim): string {
  return data.article(claim).published ?? "~";
}

function ofClaim(claim: Claim, data: Data, admitted: boolean): Element {
  const article = data.article(claim);
  // Offsets count code points, strings here UTF-16 units.
  const letters = Array.from(data.sentence(claim));
  const part = (from: number, to?: number): string => letters.slice(from, to).join("");
  const who = claim.holder ?? (claim.source === "article" ? "the article itself" : `the article (${claim.source})`);
  const where = article.url
    ? element("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, article.title)
    : article.title;
  return element("li", admitted ? {} : { class: "left-out" },
    element("blockquote", { dir: "auto" }, part(0, claim.from), element("mark", {}, part(claim.from, claim.to)), part(claim.to)),
    element("p", {}, element("strong", {}, who), claim.holder && claim.source !== "article" ? ` (${claim.source})` : "", ": ",
      element("em", { class: claim.denies ? "denies" : "" }, claim.stance), claim.time ? `; time: ${claim.time}` : ""),
    element("p", { class: "muted" }, where, ` · ${[article.outlet, article.published ?? "undated"].filter(Boolean).join(", ")}`),
  );
}

function ofNode(node: Node, data: Data, state: State): Element[] {
  const told = (data.about.get(node.id) ?? []).filter((s) => s.kind !== "event" || s.id !== node.id);
  const relations = told.filter((s) => s.kind === "relation");
  const events = told.filter((s) => s.kind === "event");
  events.sort((a, b) => (a.start ?? a.first ?? "~").localeCompare(b.start ?? b.first ?? "~"));
  relations.sort((a, b) => b.articles - a.articles || a.title.localeCompare(b.title));
  const focused = state.focus?.id === node.id;
  const focus = (hops: number): Element =>
    element("button", {
      type: "button",
      click: () => {
        state.focus = { id: node.id, hops };
        state.changed("filter");
        showPanel(data, state);
      },
    }, hops === 1 ? "Only its neighbours" : "Two steps around");
  const whole = element("button", {
    type: "button",
    click: () => {
      state.focus = null;
      state.changed("filter");
      showPanel(data, state);
    },
  }, "Show the whole graph");
  return [
    element("h2", { dir: "auto" }, node.label),
    element("p", {}, node.words, node.wikidata ? " · " : "",
      node.wikidata && element("a", { href: node.wikidata, rel: "noopener noreferrer", target: "_blank" }, "Wikidata")),
    ...(node.aliases.length ? [element("p", { class: "muted", dir: "auto" }, `also: ${node.aliases.join(" · ")}`)] : []),
    element("p", { class: "buttons" }, ...(focused ? [focus(2), whole] : [focus(1), focus(2)])),
    ...list("Relations", relations, data, state),
    ...list("Events", events, data, state),
  ];
}

function list(title: string, statements: Statement[], data: Data, state: State): Element[] {
  if (!statements.length) return [];
  const items = statements.slice(0, SHOWN).map((s) => element("li", {}, statementButton(s, data, state)));
  const rest = statements.length - items.length;
  return [
    element("h3", {}, `${title} (${statements.length})`),
    element("ul", { class: "statements" }, ...items),
    ...(rest > 0 ? [element("p", { class: "muted" }, `and ${rest.toLocaleString("en")} more; see the list of statements`)] : []),
  ];
}

/** A statement as a line to click on, drawn as it stands. */
export function statementButton(s: Statement, data: Data, state: State, note = s.when ?? s.first ?? ""): Element {
  const line = data.line.get(s.line);
  const how = s.standing === "asserted" ? null : element("span", { class: "chip" }, s.standing);
  return element("button", { type: "button", class: "statement", dir: "auto", click: () => state.select(s.id) },
    sample(colour(line), line?.dash ?? []), element("span", {}, s.title), how,
    element("span", { class: "muted" }, note));
}

function nodeButton(id: string, data: Data, state: State): Element | null {
  const node = data.node.get(id);
  return node ? element("button", { type: "button", dir: "auto", click: () => state.select(id) }, node.label) : null;
}
