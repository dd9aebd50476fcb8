/** The place to write SPARQL: YASGUI's editor, which asks nobody but this server for anything. */

import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor.css";

const WORDS = ["SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "GRAPH", "GROUP BY", "ORDER BY", "DESC", "LIMIT", "COUNT",
  "VALUES", "UNION", "MINUS", "BIND", "EXISTS", "NOT EXISTS", "ASK", "CONSTRUCT", "DESCRIBE", "REGEX", "CONTAINS", "LCASE", "STR"];

export interface Editor {
  text(): string;
  write(text: string): void;
  /** Names of predicates and classes, which it completes beside the words of the language. */
  know(terms: string[]): void;
}

/** Short names of namespaces, which a query need not declare. */
export type Prefixes = Record<string, string>;

/** An editor inside `parent`; `run` is what Control and Enter do, `changed` follows every change. */
export function editor(parent: HTMLElement, prefixes: Prefixes, run: () => void, changed: () => void): Editor {
  let terms = WORDS;
  predeclare(prefixes);
  Yasqe.registerAutocompleter({
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (yasqe) => /^[\w:]{2,}$/.test(before(yasqe)),
    get: (yasqe) => terms.filter((t) => t.toLowerCase().startsWith(before(yasqe).toLowerCase()) && t !== before(yasqe)),
  });
  // Its other completers ask servers of the web; a link to share would hold the query in its fragment, which nobody reads.
  Object.assign(Yasqe.defaults, { autocompleters: ["variables", "terms"], createShareableLink: null });
  // Tab leaves the editor, as it does any other field.
  const keys = { "Ctrl-Enter": run, "Cmd-Enter": run, Tab: false, "Shift-Tab": false, "Ctrl-S": false } as const;
  const yasqe = new Yasqe(parent, {
    value: "",
    extraKeys: { ...Yasqe.defaults.extraKeys as object, ...keys },
    highlightSelectionMatches: false as never,
    persistenceId: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "17rem",
    screenReaderLabel: "Query",
  });
  yasqe.on("change", changed);
  return {
    text: () => yasqe.getValue(),
    write: (text) => yasqe.setValue(text),
    know: (known) => { terms = [...known, ...WORDS]; },
  };
}

interface Known { prefixes: Prefixes }
interface Mode { startState(): Known }
type Grammar = (config: unknown, options: unknown) => Mode;
interface Grammars { modes: Record<string, Grammar>; defineMode(name: string, grammar: Grammar): void }

/** Tells the editor's grammar of prefixes that no query need declare, lest it call them a mistake. */
function predeclare(prefixes: Prefixes): void {
  const { modes, defineMode } = Yasqe as unknown as Grammars;
  const grammar = modes["sparql11"] as Grammar;
  defineMode("sparql11", (config, options) => {
    const mode = grammar(config, options);
    const startState = (): Known => {
      const state = mode.startState();
      return { ...state, prefixes: { ...prefixes, ...state.prefixes } };
    };
    return { ...mode, startState };
  });
}

/** The word that ends at the cursor. */
function before(yasqe: Yasqe): string {
  const { line, ch } = yasqe.getDoc().getCursor();
  return /[\w:]*$/.exec(yasqe.getDoc().getLine(line).slice(0, ch))?.[0] ?? "";
}
