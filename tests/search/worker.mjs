/* The browser's part of the search, asked in this process: on its standard input come the folder of the modules and the steps, each a
   folder that is served, a query, and whether a reader begins anew with it. Out come the answers. */
import { readFileSync } from "node:fs";

const { modules, steps } = JSON.parse(readFileSync(0, "utf8"));
let folder, files, search;

globalThis.fetch = async (url) => {
  const name = url.pathname.slice(1);
  files.push(name);
  try {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    return { ok: true, status: 200, json: async () => JSON.parse(text) };
  } catch {
    return { ok: false, status: 404 };
  }
};

const { Search } = await import(`${modules}/search.mjs`);
const bare = (html) => html.replace(/<\/?mark>/g, "");
const answers = [];
for (const step of steps) {
  ({ folder } = step);
  files = [];
  if (step.anew || !search) search = new Search("http://site.example/");
  const found = await search.ask(step.query).catch((error) => ({ items: [], answers: [], missing: [], error: error.constructor.name }));
  const results = found.items.slice(0, 5).map((item) => [item, ...item.parts].map(({ location, title }) => [location, bare(title)]));
  answers.push({ files, results, answers: found.answers.map(({ at, name, value }) => [at, name, value ?? ""]), missing: found.missing, error: found.error ?? "" });
}
console.log(JSON.stringify(answers));
