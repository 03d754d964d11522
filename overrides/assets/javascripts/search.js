/*
 * Why: a search worker of our own, in place of Material's. Material's fetches the whole index with every page, and looks up
 * words: parts of Chinese words, which have no spaces around them, it finds by a dictionary's luck. This one fetches the
 * entries with the first query and looks for what was typed, anywhere in Chinese and at the beginning of words elsewhere.
 *
 * It speaks with the page as Material's does (squidfunk/mkdocs-material: integrations/search/worker/message). The entries
 * are those of scripts/factbook/search.py: what they show is HTML without elements; " · " stands between names.
 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const PAGES = 100, PARTS = 20; // at most so many results, and so many parts of a page in one
const EXCERPT = 240; // characters
const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const PIECE = new RegExp(`[${HAN}]+|[^\\s${HAN},;:!?()\\[\\]{}"“”‘’、。，；：！？（）［］〔〕【】《》〈〉「」『』·…–—]+`, "gu");
const IS_HAN = new RegExp(`[${HAN}]`, "u");
const LETTER = /[\p{L}\p{N}]/u;
const UNHEARD = new Set("a an and are as at by for from in is of on or the to was were with".split(" "));

/* What a word weighs: as a name of the entry or of the page around, in such a name, in the text; whole and as a beginning. */
const NAME = 12, PAGE_NAME = 11, IN_NAMES = [0, 6, 10], IN_PAGE_NAMES = [0, 3, 5], IN_TEXT = [0, 1, 1.5];
/* What a query is to an entry: its name · a part of a name · words that are all there · words of which some are. */
const IS_NAME = 300, PART_OF_NAME = 200, ALL = 100, SOME = 0;

let setup, entries, latest;

self.addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) {
    setup = message.data;
    return self.postMessage({ type: READY });
  }
  if (message.type !== QUERY) return undefined;
  latest = message;
  let found = { items: [] };
  if (message.data.trim()) {
    try {
      entries ??= load();
      const index = await entries;
      if (message !== latest) return undefined; // typed over meanwhile
      found = search(message.data, index);
    } catch (error) {
      console.warn("The search has no entries:", error);
      entries = undefined;
    }
  }
  return self.postMessage({ type: RESULT, data: found });
});

async function load() {
  if (setup.docs.length) return prepare(setup.docs);
  const response = await fetch(new URL("../../search/entries.json", self.location.href));
  if (!response.ok) throw new Error(response.statusText);
  return prepare(await response.json());
}

const fold = (text) => text.toLowerCase();
const decode = (html) => html.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
const encode = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function prepare(docs) {
  const pages = new Map();
  const index = docs.map((doc) => {
    const title = decode(doc.title), text = decode(doc.text), tags = (doc.tags ?? []).map(decode);
    const names = [...title.split(" · "), ...tags].map(fold);
    const path = doc.location.split("#")[0];
    const entry = { location: doc.location, path, boost: doc.boost ?? 1, title, text, tags, names };
    entry.allNames = [fold(title), ...tags.map(fold)].join("\n");
    entry.folded = fold(text);
    if (!pages.has(path)) pages.set(path, entry);
    return entry;
  });
  for (const entry of index) entry.page = pages.get(entry.path);
  const names = index.map((entry) => entry.allNames).join("\n");
  const texts = index.map((entry) => entry.folded).join("\n");
  return { entries: index, known: (word) => names.includes(word) || (word.length < 3 && texts.includes(word)) };
}

/* Whether a word stands in a text: 0 not, 1 the beginning of a word, 2 a whole one. Chinese has no bounds: 2 anywhere. */
function stands(word, text) {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0 && best < 2; at = text.indexOf(word, at + 1)) best = Math.max(best, bounds(word, text, at));
  return best;
}

function bounds(word, text, at) {
  const before = text.charAt(at - 1), after = text.charAt(at + word.length);
  if (!IS_HAN.test(word.charAt(0)) && LETTER.test(before) && !IS_HAN.test(before)) return 0;
  return IS_HAN.test(word.charAt(word.length - 1)) || !LETTER.test(after) || IS_HAN.test(after) ? 2 : 1;
}

/* The words of a query. Long Chinese is cut into the longest parts that stand in names: "惠州电池" asks for both halves.
   What holds all of it as it was typed comes first all the same, by its tier. */
function wordsOf(query, known) {
  const words = (fold(query).match(PIECE) ?? []).map((word) => word.replace(/^[.\-'&/]+|[.\-'&/]+$/g, "")).filter(Boolean);
  const all = words.flatMap((word) => (IS_HAN.test(word) ? cut(word, known) : [word]));
  const heard = all.filter((word) => !UNHEARD.has(word));
  return [...new Set(heard.length ? heard : all)];
}

function cut(run, known) {
  const parts = [];
  for (let start = 0; start < run.length;) {
    let end = Math.min(run.length, start + (run.length < 4 ? run.length : run.length - 2));
    while (end > start + 1 && !known(run.slice(start, end))) end -= 1;
    parts.push(run.slice(start, end));
    start = end;
  }
  const long = parts.filter((part) => part.length > 1);
  return long.length ? long : parts;
}

/* How well each word fits an entry; nothing where none stands in it. A part of a page may leave words to the page's name. */
function weigh(words, entry) {
  const own = words.map((word) => (entry.names.includes(word)
    ? NAME
    : IN_NAMES[stands(word, entry.allNames)] || IN_TEXT[stands(word, entry.folded)]));
  const { page } = entry;
  if (page === entry || !own.some(Boolean)) return own;
  const lent = words.map((word) => (page.names.includes(word) ? PAGE_NAME : IN_PAGE_NAMES[stands(word, page.allNames)]));
  return own.map((weight, i) => Math.max(weight, lent[i]));
}

function search(query, { entries: index, known }) {
  const words = wordsOf(query, known);
  const typed = fold(query).trim().replace(/\s+/g, " ");
  const found = index.map((entry) => ({ entry, weights: weigh(words, entry) })).filter(({ weights }) => weights.some(Boolean));
  const rarity = words.map((_, i) => Math.log(1 + index.length / (1 + found.filter(({ weights }) => weights[i]).length)));
  const most = rarity.reduce((sum, value) => sum + value * NAME, 0);
  for (const hit of found) {
    const { entry, weights } = hit;
    const share = weights.filter(Boolean).length / words.length;
    const fit = weights.reduce((sum, weight, i) => sum + weight * rarity[i], 0) / most;
    hit.score = tier(entry, typed, share) + fit * share ** 2 * entry.boost;
  }
  found.sort((a, b) => b.score - a.score);
  return { items: grouped(found, words), suggest: suggested(found, words) };
}

function tier(entry, typed, share) {
  if (entry.names.includes(typed)) return IS_NAME;
  if (stands(typed, entry.allNames)) return PART_OF_NAME;
  return share === 1 ? ALL : SOME;
}

/* One result a page: the page first, or a part of it that fits better, then its other parts. */
function grouped(found, words) {
  const groups = new Map();
  for (const hit of found) {
    const group = groups.get(hit.entry.path);
    if (group) group.push(hit);
    else groups.set(hit.entry.path, [hit]);
  }
  return [...groups.values()].slice(0, PAGES).map((group) => {
    const { page } = group[0].entry;
    const shown = group.slice(0, PARTS);
    if (!shown.some((hit) => hit.entry === page)) {
      const own = group.find((hit) => hit.entry === page);
      shown.push(own ?? { entry: page, weights: words.map(() => 0), score: 0 });
    }
    return shown.map((hit) => shownAs(hit, words));
  });
}

function shownAs({ entry, weights, score }, words) {
  const { location, title, text, tags } = entry;
  const made = { location, title: marked(title, words), text: marked(excerpt(text, words), words), score };
  if (tags.length) made.tags = tags.map((tag) => marked(tag, words));
  made.terms = Object.fromEntries(words.map((word, i) => [word, weights[i] > 0]));
  return made;
}

function excerpt(text, words) {
  if (text.length <= EXCERPT) return text;
  const folded = fold(text);
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
  const first = Math.max(0, Math.min(...(places.length ? places : [0])) - EXCERPT / 4);
  const start = first ? text.indexOf(" ", first) + 1 || first : 0;
  const end = Math.min(text.length, start + EXCERPT);
  return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

function marked(text, words) {
  const folded = fold(text);
  if (folded.length !== text.length) return encode(text);
  const ranges = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      if (bounds(word, folded, at)) ranges.push([at, at + word.length]);
    }
  }
  let html = "", position = 0;
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start < position) continue;
    html += `${encode(text.slice(position, start))}<mark>${encode(text.slice(start, end))}</mark>`;
    position = end;
  }
  return html + encode(text.slice(position));
}

/* How the last word that was typed may go on. */
function suggested(found, words) {
  const last = words.at(-1) ?? "";
  for (const { entry } of found.slice(0, 20)) {
    for (const word of entry.allNames.match(PIECE) ?? []) {
      if (word.startsWith(last) && word !== last) return [word];
    }
  }
  return [];
}
