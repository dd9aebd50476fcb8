/** The search box: names and other names first, then words of sentences. */

import { fold } from "./data";
import type { Data } from "./data";
import { byId, element } from "./dom";
import type { State } from "./state";

const NAMES = 10;
const SENTENCES = 8;

interface Hit { id: string; label: string; note: string }

export function searchBox(data: Data, state: State, show: (id: string) => void): void {
  const box = byId("search") as HTMLInputElement;
  const list = byId("found");
  const names = once(() => data.picture.nodes.map((node) => ({ node, words: [node.label, ...node.aliases].map(fold) })));
  const sentences = once(() => data.picture.sentences.map(fold));
  let hits: Hit[] = [];
  let at = -1;

  const find = (asked: string): Hit[] => {
    const wanted = fold(asked.trim());
    if (!wanted) return [];
    const rank = (words: string[]): number =>
      Math.max(...words.map((w) => (w === wanted ? 3 : w.startsWith(wanted) ? 2 : w.includes(wanted) ? 1 : 0)));
    const named = names()
      .map(({ node, words }) => ({ node, score: rank(words) + (node.kind === "entity" ? 0.5 : 0) }))
      .filter(({ score }) => score >= 1)
      .sort((a, b) => b.score - a.score || b.node.degree - a.node.degree)
      .slice(0, NAMES)
      .map(({ node }) => ({ id: node.id, label: node.label, note: node.words }));
    if (wanted.length < 3) return named;
    const lines = new Set(sentences().flatMap((s, n) => (s.includes(wanted) ? [n] : [])));
    const said = new Map<number, Hit>();
    for (const claim of data.picture.claims) {
      if (said.size === SENTENCES) break;
      const title = data.statement.get(claim.statement)?.title ?? "";
      if (lines.has(claim.sentence) && !said.has(claim.sentence)) {
        said.set(claim.sentence, { id: claim.statement, label: `“${data.sentence(claim)}”`, note: title });
      }
    }
    return [...named, ...said.values()];
  };
  const close = (): void => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (hit: Hit | undefined): void => {
    if (!hit) return;
    close();
    state.select(hit.id);
    show(hit.id);
  };
  const mark = (): void => {
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) box.setAttribute("aria-activedescendant", `found-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const open = (): void => {
    hits = find(box.value);
    at = hits.length ? 0 : -1;
    const items = hits.map((hit, n) =>
      element("li", { role: "option", id: `found-${n}`, dir: "auto", mousedown: (e) => { e.preventDefault(); choose(hit); } },
        element("span", { class: "hit" }, hit.label), element("span", { class: "muted" }, hit.note)));
    const none = element("li", { role: "option", "aria-disabled": "true", class: "muted" }, "nothing has these words");
    list.replaceChildren(...(items.length || !box.value.trim() ? items : [none]));
    list.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };
  box.addEventListener("input", open);
  box.addEventListener("focus", () => box.value && open());
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = Math.max(0, Math.min(hits.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
      mark();
    } else if (event.key === "Enter") choose(hits[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

/** What is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
