/* The search's own worker, asked in this process: on its standard input come the file of the worker and the steps, each a folder
   that is served, a query, and whether a reader begins anew with it. Out come the answers. */
import { readFileSync } from "node:fs";

const { engine, steps } = JSON.parse(readFileSync(0, "utf8"));
const make = new Function("self", "fetch", readFileSync(engine, "utf8"));
let folder, files, hear, told;

const started = () => {
  const self = {
    isReady: true,
    location: { href: "http://site.example/assets/javascripts/search.js" },
    addEventListener: (_, listener) => { hear = listener; },
    postMessage: ({ data }) => told(data),
  };
  make(self, async (url) => {
    const name = url.pathname.slice(1);
    files.push(name);
    try {
      const text = readFileSync(`${folder}/${name}`, "utf8");
      return { ok: true, status: 200, json: async () => JSON.parse(text) };
    } catch {
      return { ok: false, status: 404 };
    }
  });
  hear({ data: { type: 0, data: { docs: [] } } });
};

const answers = [];
for (const step of steps) {
  ({ folder } = step);
  files = [];
  if (step.anew || !hear) started();
  const { items } = await new Promise((resolve) => {
    told = resolve;
    hear({ data: { type: 2, data: step.query } });
  });
  answers.push({ files, results: items.slice(0, 5).map((item) => item.map(({ location, title }) => [location, title])) });
}
console.log(JSON.stringify(answers));
