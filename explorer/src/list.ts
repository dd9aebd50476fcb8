/** The statements one under the other: what the graph shows, for those who cannot see it or would rather read. */

import type { Data } from "./data";
import { byId, element } from "./dom";
import { statementButton } from "./panel";
import type { State } from "./state";

const PAGE = 300;

export function list(data: Data, state: State, shown = PAGE): void {
  const seen = data.picture.statements.filter((s) => state.statements.has(s.id));
  seen.sort((a, b) => b.articles - a.articles || b.belief - a.belief || a.title.localeCompare(b.title));
  const items = seen.slice(0, shown).map((s) => element("li", {}, statementButton(s, data, state)));
  const more = seen.length - items.length;
  byId("view-list").replaceChildren(
    element("ul", { class: "statements" }, ...items),
    ...(more > 0
      ? [element("button", { type: "button", click: () => list(data, state, shown + PAGE) }, `Show more (${more.toLocaleString("en")})`)]
      : []),
    ...(seen.length ? [] : [element("p", { class: "muted" }, "No statement fits these filters.")]),
  );
}
