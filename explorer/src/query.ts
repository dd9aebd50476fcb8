/** The page of queries: examples, the editor, and the answer as a table. */

import { byId, element } from "./dom";
import { editor } from "./editor";
import type { Prefixes } from "./editor";
import { EXAMPLES } from "./examples";

const PREFIXES = JSON.parse(byId("editor").dataset["prefixes"] ?? "{}") as Prefixes;
const THINGS = PREFIXES["e"] ?? "";
const SHOWN = 1000;
interface Term { type: string; value: string; "xml:lang"?: string }
interface Answer { head: { vars?: string[] }; boolean?: boolean; results?: { bindings: Record<string, Term>[] } }

async function asked(query: string, accept: string): Promise<Response> {
  return fetch("/sparql", { method: "POST", body: query, headers: { "content-type": "application/sparql-query", accept } });
}

async function run(): Promise<void> {
  const told = byId("told");
  told.textContent = "…";
  byId("answer").replaceChildren();
  const answer = await asked(box.text(), "application/sparql-results+json, text/turtle");
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
  const short = shortened(term.value);
  // Only things of this graph are linked; an address in the data is shown as text.
  return term.value.startsWith(THINGS) ? element("a", { href: `/id/${term.value.slice(THINGS.length)}` }, short) : short;
}

byId("query").addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});

/** The files are asked for by address, in the media type that their name says. */
function link(): void {
  for (const id of ["csv", "json"]) {
    (byId(id) as HTMLAnchorElement).href = `/sparql?query=${encodeURIComponent(box.text())}&format=${id}`;
  }
}

const box = editor(byId("editor"), PREFIXES, () => void run(), link);
const examples = byId("examples") as HTMLSelectElement;
const choose = (): void => box.write(EXAMPLES.get(examples.value) ?? "");
examples.append(...[...EXAMPLES.keys()].map((name) => element("option", {}, name)));
examples.addEventListener("change", choose);
choose();

/** An IRI with the prefix of its namespace, as it is written in a query. */
function shortened(iri: string): string {
  const prefix = Object.keys(PREFIXES).find((name) => iri.startsWith(PREFIXES[name] as string));
  return prefix === undefined ? iri : `${prefix}:${iri.slice((PREFIXES[prefix] as string).length)}`;
}

/** The terms of this graph: its predicates and classes. */
async function learn(): Promise<void> {
  const answer = await asked("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }", "application/sparql-results+json");
  if (!answer.ok) return;
  const found = ((await answer.json()) as Answer).results?.bindings ?? [];
  const names = found.map((row) => shortened(row["t"]?.value ?? ""));
  box.know(names.filter((n) => !n.includes("//")).sort());
}

void learn();
