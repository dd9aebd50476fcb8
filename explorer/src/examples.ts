/** Queries to begin with: each a file whose first line says in words what it asks. */

import asGraph from "./examples/as-a-graph.rq";
import byOutlet from "./examples/by-outlet.rq";
import denied from "./examples/denied-or-disputed.rq";
import places from "./examples/events-by-place.rq";
import most from "./examples/most-reported.rq";
import terms from "./examples/terms-in-use.rq";
import threats from "./examples/threats.rq";
import backs from "./examples/who-backs-whom.rq";
import words from "./examples/words-behind-an-edge.rq";

export const EXAMPLES = new Map(
  [backs, words, denied, threats, places, most, byOutlet, asGraph, terms].map((file) => {
    const [title = "", ...query] = file.trim().split("\n");
    return [title.replace(/^# /, ""), query.join("\n")] as const;
  }),
);
