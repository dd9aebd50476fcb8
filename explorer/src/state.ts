/** What the reader has chosen, and what of the data that leaves to be seen. */

import type { Claim, Data, Statement } from "./data";

export type View = "graph" | "timeline" | "map" | "list";
export const UNKNOWN = "unknown outlet";

export class State {
  view: View = "graph";
  /** The node or statement whose evidence is shown. */
  selected: string | null = null;
  /** The node around which alone is shown, with how many steps. */
  focus: { id: string; hops: number } | null = null;
  /** What is switched off, by table. */
  readonly off = {
    groups: new Set<string>(), predicates: new Set<string>(), outlets: new Set<string>(),
    sources: new Set<string>(), standings: new Set<string>(),
  };
  /** The first and the last day, by their numbers among `data.days`. */
  days: [number, number];

  readonly nodes = new Set<string>();
  readonly statements = new Set<string>();
  private readonly watchers: ((what: "filter" | "selection" | "view") => void)[] = [];

  constructor(readonly data: Data) {
    this.days = [0, Math.max(0, data.days.length - 1)];
    this.sift();
  }

  watch(watcher: (what: "filter" | "selection" | "view") => void): void {
    this.watchers.push(watcher);
  }

  changed(what: "filter" | "selection" | "view"): void {
    if (what === "filter") this.sift();
    for (const watcher of this.watchers) watcher(what);
  }

  select(id: string | null): void {
    this.selected = id;
    this.changed("selection");
  }

  get isFiltered(): boolean {
    const all = this.days[0] === 0 && this.days[1] === Math.max(0, this.data.days.length - 1);
    return !all || this.focus !== null || Object.values(this.off).some((set) => set.size > 0);
  }

  reset(): void {
    for (const set of Object.values(this.off)) set.clear();
    this.days = [0, Math.max(0, this.data.days.length - 1)];
    this.focus = null;
    this.changed("filter");
  }

  /** Whether a claim is from an outlet, a source and a time that are switched on. */
  admits(claim: Claim): boolean {
    const article = this.data.article(claim);
    if (this.off.outlets.has(article.outlet ?? UNKNOWN) || this.off.sources.has(claim.source)) return false;
    const last = this.data.days.length - 1;
    if (this.days[0] === 0 && this.days[1] >= last) return true;
    const day = article.published;
    return day !== null && day >= (this.data.days[this.days[0]] ?? "") && day <= (this.data.days[this.days[1]] ?? "~");
  }

  private sift(): void {
    const { data, off } = this;
    this.nodes.clear();
    this.statements.clear();
    const near = this.focus ? this.around(this.focus.id, this.focus.hops) : null;
    const typed = (id: string): boolean => {
      const node = data.node.get(id);
      return node !== undefined && !off.groups.has(node.group);
    };
    for (const s of data.picture.statements) {
      if (off.predicates.has(s.words) || off.standings.has(s.standing) || (near && !near.has(s.id))) continue;
      if (!data.of(s.id).some((claim) => this.admits(claim))) continue;
      if (s.kind === "event" ? off.groups.has("event") : !s.parties.every(typed)) continue;
      this.statements.add(s.id);
      for (const id of s.kind === "event" ? [...s.parties, s.id] : s.parties) if (typed(id)) this.nodes.add(id);
    }
  }

  /** The statements within some steps of a node. */
  private around(id: string, hops: number): Set<string> {
    const found = new Set<string>();
    const seen = new Set([id]);
    let edge: string[] = [id];
    for (let step = 0; step < hops; step++) {
      const reached: Statement[] = edge.flatMap((node) => this.data.about.get(node) ?? []);
      edge = [];
      for (const s of reached) {
        found.add(s.id);
        for (const party of s.parties) {
          if (!seen.has(party)) edge.push(party);
          seen.add(party);
        }
      }
    }
    return found;
  }
}
