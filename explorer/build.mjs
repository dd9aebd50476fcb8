// Makes kg/explore/static/: the script, the style, the outlines of the world, and the licences of what is in them.
import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, writeFileSync, copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const out = "../kg/explore/static";
mkdirSync(out, { recursive: true });

// The editor's hints carry a style of their own, which the pages' security policy would refuse, and say so.
const withoutInlineStyle = {
  name: "without-inline-style",
  setup(build) {
    build.onLoad({ filter: /yasqe\.esm\.js$/ }, ({ path }) => {
      const found = readFileSync(path, "utf8");
      const contents = found.replace("<strong style='text-decoration:underline'>", "<strong>");
      if (contents === found) throw new Error("the editor's hints have no inline style any more");
      return { contents, loader: "js" };
    });
  },
};

const made = await build({
  entryPoints: { explorer: "src/main.ts", query: "src/query.ts" },
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2021",
  outdir: out,
  legalComments: "none",
  loader: { ".rq": "text" },
  plugins: [withoutInlineStyle],
  metafile: true,
  charset: "ascii",
});
await build({ entryPoints: ["src/explorer.css", "src/pages.css"], minify: true, outdir: out });
copyFileSync("node_modules/world-atlas/countries-50m.json", join(out, "world.json"));

// Every package of which a line is in the script, and the data.
const inside = new Set(["world-atlas"]);
// The editor comes built, with what it is made of.
for (const name of ["codemirror", "dompurify", "store", "strict-uri-encode", "decode-uri-component", "split-on-first",
  "filter-obj", "query-string", "lodash-es", "events"]) inside.add(name);
for (const path of Object.keys(made.metafile.inputs)) {
  const found = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) inside.add(found[1]);
}
const texts = [...inside].sort().map((name) => {
  const folder = join("node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying)/i.test(f));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${about.license}`;
  return `${name} ${about.version}\n\n${text}\n`;
});
const map =
  "world.json: outlines of Natural Earth (naturalearthdata.com), public domain, by way of world-atlas. They are drawn to\n" +
  "show where a place is, and take no side in any question of borders.\n";
writeFileSync(join(out, "LICENSES.txt"), [map, ...texts].join(`\n${"-".repeat(80)}\n\n`));
if (!existsSync(join(out, "explorer.js"))) throw new Error("no script was made");
