/** What the colours, shapes and lines mean: of those that are there. */

import type { Data } from "./data";
import { byId, element, sample } from "./dom";
import { dotOf } from "./filters";
import { colour } from "./theme";

export function legend(data: Data): void {
  const groups = new Set(data.picture.nodes.map((n) => n.group));
  const lines = new Set(data.picture.statements.map((s) => s.line));
  const items = [
    ...data.picture.palette.groups.filter((g) => groups.has(g.name)).map((g) =>
      element("li", {}, dotOf(data, g.name), g.label)),
    ...data.picture.palette.lines.filter((l) => lines.has(l.name)).map((l) =>
      element("li", {}, sample(colour(l), l.dash), l.label)),
  ];
  if (matchMedia("(max-width: 60rem)").matches) byId("legend").removeAttribute("open");
  byId("legend-list").replaceChildren(...items);
}
