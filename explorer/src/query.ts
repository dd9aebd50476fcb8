/** The place to write SPARQL: examples, completion of the vocabulary, and the answer as a table. */

import { byId, element } from "./dom";

const PREFIX = "https://w3id.org/claimgraph/id/";
const SHOWN = 1000;
const EXAMPLES: Record<string, string> = {
  "Who backs whom, as a fact": `SELECT ?who ?whom {
  ?a kg:backs ?b .
  ?a skos:prefLabel ?who . ?b skos:prefLabel ?whom
}`,
  "What is denied or disputed, and who says so": `SELECT ?standing ?statement ?holder ?quote {
  ?statement kg:standing ?standing ; kg:evidence ?claim .
  VALUES ?standing { kg:denied kg:disputed }
  GRAPH ?article { ?claim kg:quote ?quote . OPTIONAL { ?claim kg:holder ?holder } }
}`,
  "Threats, with their conditions": `SELECT ?holder ?condition ?quote {
  GRAPH ?article { ?claim kg:modality kg:threatened ; kg:quote ?quote .
    OPTIONAL { ?claim kg:holder ?holder } OPTIONAL { ?claim kg:condition ?condition } }
}`,
  "Events by place": `SELECT ?place (COUNT(?event) AS ?events) {
  ?event kg:place ?p . ?p skos:prefLabel ?place
} GROUP BY ?place ORDER BY DESC(?events)`,
  "Most reported statements": `SELECT ?statement ?articles ?belief {
  ?statement kg:articleCount ?articles ; kg:belief ?belief
} ORDER BY DESC(?articles) DESC(?belief) LIMIT 20`,
  "All predicates and classes in use": `SELECT DISTINCT ?predicate { ?s ?predicate ?o } ORDER BY ?predicate`,
};
const WORDS = ["SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "GRAPH", "GROUP BY", "ORDER BY", "DESC", "LIMIT", "COUNT",
  "VALUES", "UNION", "MINUS", "BIND", "EXISTS", "NOT EXISTS", "ASK", "CONSTRUCT", "DESCRIBE", "REGEX", "CONTAINS", "LCASE", "STR"];

interface Term { type: string; value: string; "xml:lang"?: string }
interface Answer { head: { vars?: string[] }; boolean?: boolean; results?: { bindings: Record<string, Term>[] } }

const box = byId("words") as HTMLTextAreaElement;
const list = byId("completions");
let terms: string[] = WORDS;

async function asked(query: string, accept: string): Promise<Response> {
  return fetch("/sparql", { method: "POST", body: query, headers: { "content-type": "application/sparql-query", accept } });
}

async function run(): Promise<void> {
  const told = byId("told");
  told.textContent = "…";
  byId("answer").replaceChildren();
  const answer = await asked(box.value, "application/sparql-results+json, text/turtle");
  if (!answer.ok) {
    told.textContent = await answer.text();
    return;
  }
  if (!(answer.headers.get("content-type") ?? "").includes("json")) {
    told.textContent = "";
    byId("answer").replaceChildren(element("pre", {}, await answer.text()));
    return;
  }
  const found = (await answer.json()) as Answer;
  if (found.boolean !== undefined) {
    told.textContent = found.boolean ? "yes" : "no";
    return;
  }
  const rows = found.results?.bindings ?? [];
  const cut = answer.headers.get("kg-truncated");
  told.textContent = `${rows.length.toLocaleString("en")} rows${cut ? `, cut short by the limit of ${cut}` : ""}${
    rows.length > SHOWN ? `; the first ${SHOWN.toLocaleString("en")} are shown` : ""}`;
  const names = found.head.vars ?? [];
  byId("answer").replaceChildren(element("table", {},
    element("thead", {}, element("tr", {}, ...names.map((n) => element("th", { scope: "col" }, n)))),
    element("tbody", {}, ...rows.slice(0, SHOWN).map((row) => element("tr", {}, ...names.map((n) => element("td", { dir: "auto" }, cell(row[n]))))))));
}

function cell(term: Term | undefined): Element | string {
  if (!term) return "";
  if (term.type !== "uri") return term.value;
  const short = term.value.replace(PREFIX, "e:").replace("https://w3id.org/claimgraph/ontology#", "kg:");
  // Only things of this graph are linked; an address in the data is shown as text.
  return term.value.startsWith(PREFIX) ? element("a", { href: `/id/${term.value.slice(PREFIX.length)}` }, short) : short;
}

/** The word before the cursor, and the terms that go on as it does. */
function completing(): { from: number; fitting: string[] } {
  const before = box.value.slice(0, box.selectionStart);
  const word = /[\w:]*$/.exec(before)?.[0] ?? "";
  const fitting = word.length < 2 ? [] : terms.filter((t) => t.toLowerCase().startsWith(word.toLowerCase()) && t !== word);
  return { from: before.length - word.length, fitting: fitting.slice(0, 12) };
}

let at = -1;

function close(): void {
  list.hidden = true;
  at = -1;
}

function complete(term: string): void {
  const { from } = completing();
  box.setRangeText(term, from, box.selectionStart, "end");
  close();
  box.focus();
}

function offer(): void {
  const { fitting } = completing();
  at = fitting.length ? 0 : -1;
  const choose = (term: string) => (event: Event): void => {
    event.preventDefault();
    complete(term);
  };
  list.replaceChildren(...fitting.map((t, n) =>
    element("li", { role: "option", "aria-selected": String(n === at), mousedown: choose(t) }, t)));
  list.hidden = !fitting.length;
}

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    void run();
  } else if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    offer();
  } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    at = Math.max(0, Math.min(list.children.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
  } else if (!list.hidden && (event.key === "Enter" || event.key === "Tab")) {
    event.preventDefault();
    complete(list.children[at]?.textContent ?? "");
  } else if (event.key === "Escape") close();
});
box.addEventListener("input", () => {
  offer();
  link();
});
box.addEventListener("blur", close);
byId("query").addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});

/** The files are asked for by address, in the media type that their name says. */
function link(): void {
  for (const id of ["csv", "json"]) {
    (byId(id) as HTMLAnchorElement).href = `/sparql?query=${encodeURIComponent(box.value)}&format=${id}`;
  }
}

const examples = byId("examples") as HTMLSelectElement;
examples.append(...Object.keys(EXAMPLES).map((name) => element("option", {}, name)));
examples.addEventListener("change", () => {
  box.value = EXAMPLES[examples.value] ?? "";
  link();
});
box.value = EXAMPLES[examples.value] ?? "";
link();

/** The terms of this graph: its predicates and classes. */
async function learn(): Promise<void> {
  const answer = await asked("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }", "application/sparql-results+json");
  if (!answer.ok) return;
  const found = ((await answer.json()) as Answer).results?.bindings ?? [];
  const names = found.map((row) => (row["t"]?.value ?? "").replace("https://w3id.org/claimgraph/ontology#", "kg:")
    .replace("https://w3id.org/claimgraph/rel/", "rel:").replace("http://www.w3.org/2004/02/skos/core#", "skos:")
    .replace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:").replace("http://www.w3.org/2002/07/owl#", "owl:"));
  terms = [...names.filter((n) => !n.includes("//")).sort(), ...WORDS];
}

void learn();
