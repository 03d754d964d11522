/*
 * Why: a search of our own, in place of Material's worker; search.js takes it in with the first query. Material's fetches the
 * whole index with every page, and looks up words: parts of Chinese words, which have no spaces around them, it finds by a
 * dictionary's luck. This one fetches with a query the few files that it needs, and looks for what was typed, anywhere in Chinese and
 * at the beginning of words elsewhere.
 *
 * It speaks with the page as Material's does (squidfunk/mkdocs-material: integrations/search/worker/message). The files are
 * those of scripts/factbook/search_files.py: what entries show is HTML without elements; " · " stands between names.
 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const PAGES = 100, PARTS = 20; // at most so many results, and so many parts of a page in one
const SHARDS = [0, 4, 6, 16]; // at most so many shards for one letter, two, more: what is still being typed costs less
const FIRST_LETTERS = 3, NAME_KEY = 24; // as in search_files.py
const EXCERPT = 240; // characters
const HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff";
const PIECE = new RegExp(`[${HAN}]+|[^\\s${HAN},;:!?()\\[\\]{}"“”‘’、。，；：！？（）［］〔〕【】《》〈〉「」『』·…–—]+`, "gu");
const RUN = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
const IS_HAN = new RegExp(`[${HAN}]`, "u");
const LETTER = /[\p{L}\p{N}]/u;
const UNHEARD = new Set("a an and are as at by for from in is of on or the to was were with".split(" "));

/* What a word weighs: as a name of the entry or of the page around, in such a name, in the text; whole and as a beginning. */
const NAME = 12, PAGE_NAME = 11, IN_NAMES = [0, 6, 10], IN_PAGE_NAMES = [0, 3, 5], IN_TEXT = [0, 1, 1.5];
/* What a query is to an entry: its name · a part of a name · words that are all there · words of which some are. */
const IS_NAME = 300, PART_OF_NAME = 200, ALL = 100, SOME = 0;

const LOST = {
  location: "", title: "The search could not be loaded", text: "Its files did not arrive. Are you connected? Type again to try again.", score: 0, terms: {},
};

let index, latest, given; // given: all entries, on a disk, where nothing can be fetched

self.addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) {
    given = message.data.docs.length ? prepare({ entries: message.data.docs }) : undefined;
    return self.isReady ? undefined : self.postMessage({ type: READY }); // search.js may have said so
  }
  if (message.type !== QUERY) return undefined;
  latest = message;
  const found = message.data.trim() ? await answer(message) : { items: [] };
  return found && self.postMessage({ type: RESULT, data: found });
});

/* What there is to a query; nothing if another was typed meanwhile. */
async function answer(message, again = false) {
  try {
    index ??= given ? new Whole(given) : Index.load();
    return await search(message.data, await index, () => message !== latest);
  } catch (error) {
    index = undefined;
    if (error instanceof Changed && !again) return answer(message, true);
    console.warn("The search has not all of its files:", error);
    return message === latest ? { items: [[LOST]] } : undefined;
  }
}

class Changed extends Error {} // a file is of another state of the site than the contents

/* A file of the search; the stamp in its address keeps a browser from using one that it kept of another state. */
async function fetched(name, stamp) {
  const response = await fetch(new URL(`../../search/${name}.json${stamp ? `?${stamp}` : ""}`, self.location.href), stamp ? {} : { cache: "no-cache" });
  if (stamp && response.status === 404) throw new Changed(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const file = await response.json();
  if (stamp && file.of !== stamp) throw new Changed(name);
  return file;
}

const fold = (text) => text.toLowerCase();
const decode = (html) => html.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
const encode = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/* The files that came so far, and what stands in which. */
class Index {
  static async load() {
    return new Index(await fetched("contents"));
  }

  constructor({ of, pages, boosts, shards, terms }) {
    this.stamp = of;
    this.files = new Map();
    this.firsts = terms; // the first term of each file of the directory
    this.starts = sums(shards); // the first entry of each shard
    this.size = this.starts.pop();
    this.page = new Int32Array(this.size); // of each entry, the number of its page's own
    this.boost = new Float32Array(this.size);
    const weights = boosts.flatMap(([page, parts, count]) => Array(count).fill([page, parts]));
    let start = 0;
    pages.forEach((size, i) => {
      const [page, parts] = weights[i];
      this.page.fill(start, start, start + size);
      this.boost.fill(parts, start, start + size)[start] = page;
      start += size;
    });
  }

  file(name) {
    if (!this.files.has(name)) this.files.set(name, fetched(name, this.stamp));
    return this.files.get(name);
  }

  /* All terms from this one up to that: their names with the entries that have them in their names and in their texts. */
  async terms(from, to) {
    const first = Math.max(0, above(this.firsts, from) - 1), end = above(this.firsts, to);
    const numbers = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
    const files = await Promise.all(numbers.map((number) => this.file(`terms/${number}`)));
    return files.flatMap((file) => file.terms.filter(([term]) => term >= from && term <= to));
  }

  /* The entries of the shards that hold the best ones, the words of a query, and how many entries have each word. */
  async best(query, typed) {
    const lookup = new Lookup(this);
    const words = await wordsOf(query, async (word) => (await lookup.all(word)).some((fit) => (word.length < 3 ? fit : fit >= NAMES_BEGIN)));
    const [own, inNames, named] = await Promise.all([
      Promise.all(words.map((word) => lookup.all(word))),
      lookup.inNames(typed),
      lookup.beginning(`=${typed.slice(0, NAME_KEY)}`, `=${typed.slice(0, NAME_KEY)}`),
    ]);
    const counts = words.map(() => 0);
    const weights = new Float32Array(this.size * words.length);
    for (let entry = 0; entry < this.size; entry += 1) {
      if (!own.some((fits) => fits[entry])) continue;
      const page = this.page[entry];
      own.forEach((fits, i) => {
        const weight = Math.max(ESTIMATED[fits[entry]], page === entry ? 0 : LENT[fits[page]]);
        weights[entry * words.length + i] = weight;
        if (weight) counts[i] += 1;
      });
    }
    const rarity = counts.map((count) => rarityOf(count, this.size));
    const most = rarity.reduce((sum, value) => sum + value * NAME, 0);
    const scores = new Float32Array(this.starts.length); // of the best entry of each shard
    for (let shard = 0, entry = 0; shard < scores.length; shard += 1) {
      const end = this.starts[shard + 1] ?? this.size;
      for (; entry < end; entry += 1) {
        let fit = 0, there = 0;
        for (let i = 0; i < words.length; i += 1) {
          const weight = weights[entry * words.length + i];
          fit += weight * rarity[i];
          if (weight) there += 1;
        }
        const share = there / words.length;
        const tier = named[entry] ? IS_NAME : inNames[entry] ? PART_OF_NAME : share === 1 ? ALL : SOME;
        if (there || named[entry]) scores[shard] = Math.max(scores[shard], tier + (fit / most) * share ** 2 * this.boost[entry]);
      }
    }
    const shards = [...scores.keys()].filter((shard) => scores[shard]).sort((a, b) => scores[b] - scores[a] || a - b);
    const entries = await this.entries(shards.slice(0, SHARDS[Math.min(typed.length, SHARDS.length - 1)]).sort((a, b) => a - b));
    return { entries, words, counts: () => counts };
  }

  async entries(numbers) {
    const shards = await Promise.all(numbers.map((number) => this.file(`entries/${number}`)));
    return shards.flatMap((shard) => (shard.prepared ??= prepare(shard)));
  }
}

/* All entries at hand. */
class Whole {
  constructor(entries) {
    this.entries = entries;
    this.size = entries.length;
    this.names = entries.map((entry) => entry.allNames).join("\n");
    this.texts = entries.map((entry) => entry.folded).join("\n");
  }

  async best(query) {
    const words = await wordsOf(query, (word) => this.names.includes(word) || (word.length < 3 && this.texts.includes(word)));
    return { entries: this.entries, words, counts: (found) => words.map((_, i) => found.filter(({ weights }) => weights[i]).length) };
  }
}

/* Where each of these lengths begins, and where the last one ends. */
function sums(lengths) {
  const starts = [0];
  for (const length of lengths) starts.push(starts.at(-1) + length);
  return starts;
}

/* How many of these sorted terms are not above this one. */
function above(terms, term) {
  let low = 0, high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] <= term) low = middle + 1;
    else high = middle;
  }
  return low;
}

function prepare({ page, entries }) {
  const pages = new Map();
  const made = [...(page ? [page] : []), ...entries].map((doc) => {
    const title = decode(doc.title), text = decode(doc.text), tags = (doc.tags ?? []).map(decode);
    const names = [...title.split(" · "), ...tags].map(fold);
    const path = doc.location.split("#")[0];
    const entry = { location: doc.location, path, boost: doc.boost ?? 1, title, text, tags, names };
    entry.allNames = [fold(title), ...tags.map(fold)].join("\n");
    entry.folded = fold(text);
    if (!pages.has(path)) pages.set(path, entry);
    return entry;
  });
  for (const entry of made) entry.page = pages.get(entry.path);
  return page ? made.slice(1) : made; // the page's own entry belongs to the shard that it begins in
}

/* ── what the directory says ── */

/* How well a term fits each entry, from 0: in its text as a beginning, and whole; in its names as a beginning, and whole. */
const TEXT_BEGINS = 1, TEXT = 2, NAMES_BEGIN = 3, NAMES = 4;
const ESTIMATED = [0, IN_TEXT[1], IN_TEXT[2], IN_NAMES[1], IN_NAMES[2]];
const LENT = [0, 0, 0, IN_PAGE_NAMES[1], IN_PAGE_NAMES[2]];

function note(fits, distances, fit) {
  let number = 0;
  for (const distance of distances) {
    number += distance;
    if (fits[number] < fit) fits[number] = fit;
  }
}

/* How well one run of letters fits each entry, or two Chinese characters, one, a pair of words, or a name by its sign. */
async function fitsOf(term, begins, index) {
  const fits = new Uint8Array(index.size);
  const asked = [index.terms(term, term)];
  if (begins) asked.push(term.length > FIRST_LETTERS ? index.terms(term, `${term}\uffff`) : index.terms(`*${term}`, `*${term}`));
  const [whole, longer = []] = await Promise.all(asked);
  for (const [, names, texts] of longer) {
    note(fits, names, NAMES_BEGIN);
    note(fits, texts, TEXT_BEGINS);
  }
  for (const [, names, texts] of whole) {
    note(fits, names, NAMES);
    note(fits, texts, TEXT);
  }
  return fits;
}

/* What all of these have: the least of each. */
const least = (all, size) => all.reduce((one, other) => one.map((fit, i) => Math.min(fit, other[i])), new Uint8Array(size).fill(all.length ? NAMES : 0));

/* The runs of a text, Chinese ones as pairs of their characters. */
function grams(text) {
  return (fold(text).match(RUN) ?? []).flatMap((run) => {
    if (!IS_HAN.test(run) || run.length === 1) return [run];
    return Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2));
  });
}

/* The pairs of words that stand side by side in a name if it has this in it. */
function pairs(typed) {
  const runs = typed.match(RUN) ?? [];
  return runs.slice(1).flatMap((run, i) => (IS_HAN.test(run) || IS_HAN.test(runs[i]) ? [] : [`+${runs[i]} ${run}`]));
}

/* Looks up terms, each once, for one query. */
class Lookup {
  constructor(index) {
    this.index = index;
    this.known = new Map();
  }

  fits(term, begins) {
    const key = `${term}\n${begins}`;
    if (!this.known.has(key)) this.known.set(key, fitsOf(term, begins, this.index));
    return this.known.get(key);
  }

  /* How well a text fits each entry: all of its runs, of which the last may go on. */
  async all(text) {
    const runs = grams(text);
    const fits = runs.map((run, i) => this.fits(run, i === runs.length - 1 && !IS_HAN.test(run)));
    return least(await Promise.all(fits), this.index.size);
  }

  /* Which entries have all of this in their names, side by side as far as the directory knows. */
  async inNames(typed) {
    const [all, ...sides] = await Promise.all([
      this.all(typed),
      ...pairs(typed).map((pair, i, those) => (i === those.length - 1 ? this.beginning(pair) : this.fits(pair, false))),
    ]);
    return least([all, ...sides], this.index.size).map((fit) => (fit >= NAMES_BEGIN ? 1 : 0));
  }

  async beginning(term, last = `${term}\uffff`) {
    const fits = new Uint8Array(this.index.size);
    for (const [, names] of await this.index.terms(term, last)) note(fits, names, NAMES);
    return fits;
  }
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
async function wordsOf(query, known) {
  const words = (fold(query).match(PIECE) ?? []).map((word) => word.replace(/^[.\-'&/]+|[.\-'&/]+$/g, "")).filter(Boolean);
  const all = (await Promise.all(words.map((word) => (IS_HAN.test(word) ? cut(word, known) : [word])))).flat();
  const heard = all.filter((word) => !UNHEARD.has(word));
  return [...new Set(heard.length ? heard : all)];
}

async function cut(run, known) {
  const parts = [];
  for (let start = 0; start < run.length;) {
    let end = Math.min(run.length, start + (run.length < 4 ? run.length : run.length - 2));
    while (end > start + 1 && !(await known(run.slice(start, end)))) end -= 1;
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

async function search(query, index, isOld) {
  const typed = fold(query).trim().replace(/\s+/g, " ");
  const { entries, words, counts } = await index.best(query, typed);
  if (isOld()) return undefined; // typed over meanwhile
  const found = entries.map((entry) => ({ entry, weights: weigh(words, entry) })).filter(({ weights }) => weights.some(Boolean));
  const rarity = counts(found).map((count) => rarityOf(count, index.size));
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

const rarityOf = (count, size) => Math.log(1 + size / (1 + count));

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
