/** What the page is given: the value that kg/export/picture.py makes, and look-ups into it. */

export interface Group { name: string; label: string; light: string; dark: string }
export interface Line { name: string; label: string; standings: string[]; light: string; dark: string; dash: number[] }
export interface Article { name: string; title: string; outlet: string | null; published: string | null; url: string | null }
export interface Node {
  id: string; label: string; type: string; kind: "entity" | "event"; words: string; group: string;
  aliases: string[]; wikidata: string | null; at: [number, number] | null; x: number; y: number; degree: number;
}
export interface Edge { id: string; source: string; target: string; label: string; statement: string; line: string }
export interface Statement {
  id: string; kind: "relation" | "event"; predicate: string; words: string; title: string; parties: string[];
  standing: string; line: string; belief: number; articles: number; origins: number; place: string | null;
  first: string | null; last: string | null; start: string | null; end: string | null;
  /** Start and end as short as they are known: "2018", "2020-03", "2020-02-15 to 2020-02-17". */
  when: string | null;
}
export interface Claim {
  statement: string; article: number; sentence: number; from: number; to: number; holder: string | null;
  source: string; stance: string; denies: boolean; modality: string; time: string | null;
}
export interface Picture {
  title: string; counts: { statements: number; claims: number; beyond: number };
  palette: { groups: Group[]; lines: Line[] };
  articles: Article[]; sentences: string[]; nodes: Node[]; edges: Edge[]; statements: Statement[]; claims: Claim[];
}

/** The picture with its parts by id. */
export class Data {
  readonly node = new Map<string, Node>();
  readonly statement = new Map<string, Statement>();
  readonly claims = new Map<string, Claim[]>();
  /** The statements that a node takes part in, or is. */
  readonly about = new Map<string, Statement[]>();
  readonly group = new Map<string, Group>();
  readonly line = new Map<string, Line>();
  /** Every day on which an article was published, in order. */
  readonly days: string[];

  constructor(readonly picture: Picture) {
    for (const node of picture.nodes) this.node.set(node.id, node);
    for (const group of picture.palette.groups) this.group.set(group.name, group);
    for (const line of picture.palette.lines) this.line.set(line.name, line);
    for (const statement of picture.statements) {
      this.statement.set(statement.id, statement);
      for (const id of [...statement.parties, statement.id]) push(this.about, id, statement);
    }
    for (const claim of picture.claims) push(this.claims, claim.statement, claim);
    const days = picture.articles.flatMap((a) => (a.published ? [a.published] : []));
    this.days = [...new Set(days)].sort();
  }

  article(claim: Claim): Article {
    return this.picture.articles[claim.article] as Article;
  }

  sentence(claim: Claim): string {
    return this.picture.sentences[claim.sentence] as string;
  }

  of(statement: string): Claim[] {
    return this.claims.get(statement) ?? [];
  }
}

export function push<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const found = into.get(key);
  if (found) found.push(value);
  else into.set(key, [value]);
}

/** Names as they are searched for: small letters without diacritics. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ı/g, "i").toLowerCase();
}
