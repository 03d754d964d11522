/*
 * Why: a search of our own, in place of Material's worker; search.js takes it in with the first query. Material's fetches the
 * whole index with every page, and looks up words: parts of Chinese words, which have no spaces around them, it finds by a
 * dictionary's luck. This one fetches with a query the few files that it needs, and looks for what was typed, anywhere in Chinese and
 * at the beginning of words elsewhere.
 *
 * It speaks with the page as Material's does (squidfunk/mkdocs-material: integrations/search/worker/message). The files are
 * those of scripts/factbook/search/files.py: what entries show is HTML without elements; " · " stands between names.
 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const PAGES = 100, PARTS = 20; // at most so many results, and so many parts of a page in one
const SHARDS = [0, 4, 6, 11]; // at most so many shards for one letter, two, more: what is still being typed costs less
const FILES = 600; // at most so many are kept at hand, of some 10 kB each
const FIRST_LETTERS = 3, NAME_KEY = 24; // as in search_terms.py
const UNIT = 35, UNITS = 57, MORE = 93, MORES = 34; // the digits of numbers, likewise
const EXCERPT = 240; // characters
const HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff";
const PIECE = new RegExp(`[${HAN}]+|[^\\s${HAN},;:!?()\\[\\]{}"“”‘’、。，；：！？（）［］〔〕【】《》〈〉「」『』·…–—]+`, "gu");
const RUN = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
const IS_HAN = new RegExp(`[${HAN}]`, "u");
const NOT_HAN = new RegExp(`[^${HAN}]+`, "gu");
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

/* What there is to a query; nothing if another was typed meanwhile. Where a file is gone, the site has been published anew since
   its contents were read: they are read again, and the query repeated, once. */
async function answer(message, again = false) {
  try {
    index ??= given ? new Whole(given) : Index.load(again);
    return await search(message.data, await index, () => message !== latest);
  } catch (error) {
    index = undefined;
    if (error instanceof Gone && !again) return answer(message, true);
    console.warn("The search has not all of its files:", error);
    return message === latest ? { items: [[LOST]] } : undefined;
  }
}

class Gone extends Error {} // a file that the contents name did not come

/* A file of the search. What the contents name is called by the hash of its content, and never changes. */
async function fetched(name, cache) {
  const response = await fetch(new URL(`../../search/${name}.json`, self.location.href), { cache });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

const fold = (text) => text.normalize("NFKC").toLowerCase(); // full-width and other compatible forms are the usual ones (directory.py)
const decode = (html) => html.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
const isHan = (char) => char > "\u3000" && IS_HAN.test(char);
const isLetter = (char) => (char < "\u0080" ? (char >= "a" && char <= "z") || (char >= "0" && char <= "9") : LETTER.test(char)); // folded
const encode = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/* What the contents say, and the files that were asked for last. An entry's number is its seat: a hall has runs of seats, one for
   each page, whose own entry sits first; a shard is a stretch of a hall (scripts/factbook/search/shards.py). */
class Index {
  static async load(again) {
    return new Index(await fetched("contents", "no-cache"), again ? "reload" : "default"); // a browser may keep that a file is not there
  }

  constructor({ entries, halls, shards, firsts, terms }, cache) {
    this.cache = cache;
    this.files = new Map();
    this.names = { entries: shards, terms };
    this.firsts = firsts; // the first term of each file of the directory
    this.count = entries;
    this.size = halls.reduce((size, [, , run, runs]) => size + run * runs, 0);
    this.page = new Int32Array(this.size); // of each seat, that of the page's own entry
    this.boost = new Float32Array(this.size);
    this.shard = new Int32Array(this.size);
    this.pool = new Pool(this.size);
    let start = 0, shard = 0;
    for (const [own, parts, run, runs, length] of halls) {
      for (let seat = 0; seat < run * runs; seat += 1) {
        const within = seat % run;
        this.page[start + seat] = start + seat - within;
        this.boost[start + seat] = within ? parts : own;
        this.shard[start + seat] = shard + Math.floor(seat / length);
      }
      start += run * runs;
      shard += Math.ceil((run * runs) / length);
    }
  }

  file(kind, number) {
    const name = `${kind}/${this.names[kind][number]}`;
    const file = this.files.get(name) ?? fetched(name, this.cache).catch((error) => { throw new Gone(error.message); });
    this.files.delete(name); // and put it last
    this.files.set(name, file);
    if (this.files.size > FILES) this.files.delete(this.files.keys().next().value);
    return file;
  }

  /* All terms from this one up to that: their names with the entries that have them in their names and in their texts. */
  async terms(from, to) {
    const first = Math.max(0, above(this.firsts, from) - 1), end = above(this.firsts, to);
    const numbers = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
    const files = await Promise.all(numbers.map((number) => this.file("terms", number)));
    return files.flatMap((file) => file.filter(([term]) => term >= from && term <= to));
  }

  /* The entries of the shards that hold the best ones, the words of a query, and how many entries have each word. */
  async best(query, typed) {
    const lookup = new Lookup(this);
    const key = `=${typed.slice(0, NAME_KEY)}`;
    const [words, named] = await Promise.all([
      wordsOf(query, (...run) => lookup.longest(...run)),
      lookup.beginning(key, key),
      lookup.all(typed.replace(NOT_HAN, " ")), // on its way while it is cut into words
    ]);
    const [inNames, ...own] = await Promise.all([lookup.inNames(typed, words), ...words.map((word) => lookup.all(word))]);
    const hits = this.pool.union([...own, named]);
    const weights = own.map((fits) => this.weighed(hits, fits));
    const counts = weights.map((those) => those.reduce((count, weight) => (weight ? count + 1 : count), 0));
    const rarity = counts.map((count) => rarityOf(count, this.count));
    const scores = this.scores(hits, weights, rarity, (entry) => (has(named, entry) ? IS_NAME : has(inNames, entry) ? PART_OF_NAME : SOME));
    const shards = [...scores.keys()].filter((shard) => scores[shard]).sort((a, b) => scores[b] - scores[a] || a - b);
    const entries = await this.entries(shards.slice(0, SHARDS[Math.min(typed.length, SHARDS.length - 1)]).sort((a, b) => a - b));
    return { entries, words, counts: () => counts };
  }

  /* What a word weighs in each of these entries; a part of a page may have it from the page's name. */
  weighed(entries, fits) {
    const weights = new Float32Array(entries.length);
    this.pool.spread(fits, (best) => {
      for (let i = 0; i < entries.length; i += 1) {
        const entry = entries[i], page = this.page[entry];
        const own = ESTIMATED[best[entry]], lent = page === entry ? 0 : LENT[best[page]];
        weights[i] = own > lent ? own : lent;
      }
    });
    return weights;
  }

  /* Of each shard, the score of its best entry. */
  scores(entries, weights, rarity, tierOf) {
    const scores = new Float32Array(this.names.entries.length);
    const most = rarity.reduce((sum, value) => sum + value * NAME, 0);
    for (let i = 0; i < entries.length; i += 1) {
      let fit = 0, there = 0;
      for (let word = 0; word < weights.length; word += 1) {
        const weight = weights[word][i];
        if (weight) {
          fit += weight * rarity[word];
          there += 1;
        }
      }
      const entry = entries[i], shard = this.shard[entry], share = there / weights.length;
      const score = (tierOf(entry) || (share === 1 ? ALL : SOME)) + (fit / most) * share * share * this.boost[entry];
      if (score > scores[shard]) scores[shard] = score;
    }
    return scores;
  }

  async entries(numbers) {
    const shards = await Promise.all(numbers.map((number) => this.file("entries", number)));
    return shards.flatMap((shard) => (shard.prepared ??= prepare(shard)));
  }
}

/* All entries at hand. */
class Whole {
  constructor(entries) {
    this.entries = entries;
    this.count = entries.length;
    this.names = entries.map((entry) => entry.allNames).join("\n");
    this.texts = entries.map((entry) => entry.folded).join("\n");
  }

  async best(query) {
    const known = (word) => this.names.includes(word) || (word.length < 3 && this.texts.includes(word));
    const words = await wordsOf(query, (run, start, end) => {
      while (end > start + 1 && !known(run.slice(start, end))) end -= 1;
      return end;
    });
    return { entries: this.entries, words, counts: (found) => words.map((_, i) => found.filter(({ weights }) => weights[i]).length) };
  }
}

/* How many of these, which are sorted, are not above this one. */
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

/* Which entries fit, by their numbers in order, and how well each does; gathered in arrays as wide as the index, used again and again. */
class Pool {
  constructor(size) {
    this.best = new Uint8Array(size);
    this.seen = new Int32Array(size);
    this.count = this.last = 0;
    this.rises = true;
  }

  add(entry, fit) {
    if (!this.best[entry]) {
      this.seen[this.count++] = entry;
      if (entry < this.last) this.rises = false;
      this.last = entry;
    }
    if (this.best[entry] < fit) this.best[entry] = fit;
  }

  /* Add a fit for the entries of these numbers, which are written as search_terms.py tells. */
  note(numbers, fit) {
    for (let i = 0, number = 0, more = 0; i < numbers.length; i += 1) {
      const digit = numbers.charCodeAt(i);
      if (digit < MORE) {
        number += more * UNITS + digit - UNIT;
        more = 0;
        this.add(number, fit);
      } else more = more * MORES + digit - MORE;
    }
  }

  /* All that were added since the last time. */
  taken() {
    const { best, count } = this;
    const entries = this.seen.slice(0, count);
    if (!this.rises && count * 32 < best.length) entries.sort();
    else if (!this.rises) for (let entry = 0, at = 0; at < count; entry += 1) if (best[entry]) entries[at++] = entry;
    const fits = new Uint8Array(count);
    for (let i = 0; i < count; i += 1) {
      fits[i] = best[entries[i]];
      best[entries[i]] = 0;
    }
    this.count = this.last = 0;
    this.rises = true;
    return { entries, fits };
  }

  union(all) {
    for (const { entries } of all) for (let i = 0; i < entries.length; i += 1) this.add(entries[i], 1);
    return this.taken().entries;
  }

  /* Let something be done with how well each entry of the index fits. */
  spread({ entries, fits }, use) {
    for (let i = 0; i < entries.length; i += 1) this.best[entries[i]] = fits[i];
    use(this.best);
    for (let i = 0; i < entries.length; i += 1) this.best[entries[i]] = 0;
  }
}

/* How well one run of letters fits each entry, or two Chinese characters, one, a pair of words, or a name by its sign. */
async function fitsOf(term, begins, index) {
  const asked = [index.terms(term, term)];
  if (begins) asked.push(term.length > FIRST_LETTERS ? index.terms(term, `${term}\uffff`) : index.terms(`*${term}`, `*${term}`));
  const [whole, longer = []] = await Promise.all(asked);
  for (const [, names, texts] of longer) {
    index.pool.note(names, NAMES_BEGIN);
    index.pool.note(texts, TEXT_BEGINS);
  }
  for (const [, names, texts] of whole) {
    index.pool.note(names, NAMES);
    index.pool.note(texts, TEXT);
  }
  return index.pool.taken();
}

/* What fits all of these, as well as it fits the least of them. */
const least = (all) => (all.length ? all.sort((a, b) => a.entries.length - b.entries.length).reduce(both) : { entries: [], fits: [] });

function both(one, other) {
  const entries = new Int32Array(one.entries.length), fits = new Uint8Array(one.entries.length);
  let count = 0;
  for (let i = 0, j = 0; i < one.entries.length && j < other.entries.length;) {
    const a = one.entries[i], b = other.entries[j];
    if (a === b) {
      entries[count] = a;
      fits[count++] = Math.min(one.fits[i], other.fits[j]);
    }
    if (a <= b) i += 1;
    if (b <= a) j += 1;
  }
  return { entries: entries.subarray(0, count), fits: fits.subarray(0, count) };
}

/* Those that fit at least so well. */
function fitting({ entries, fits }, least) {
  const isKept = (_, i) => fits[i] >= least;
  return { entries: entries.filter(isKept), fits: fits.filter(isKept) };
}

function has({ entries }, entry) {
  const at = above(entries, entry) - 1;
  return at >= 0 && entries[at] === entry;
}

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
    return least(await Promise.all(fits));
  }

  /* Which entries have all of this in their names, side by side as far as the directory knows. */
  async inNames(typed, words) {
    const runs = grams(typed), next = pairs(typed), last = runs.length - 1;
    const whole = runs.map(async (run, i) => {
      const begins = !IS_HAN.test(run) && (i === last || words.includes(run)); // as it is looked up among the words too
      return fitting(await this.fits(run, begins), i === last ? NAMES_BEGIN : NAMES);
    });
    const sides = next.map((pair, i) => (i === next.length - 1 ? this.beginning(pair) : this.fits(pair, false)));
    return least(await Promise.all([...whole, ...sides]));
  }

  /* Where the longest part of a Chinese run ends, from here up to there, that has all of its pairs in one entry: one pair
     anywhere, more in names. A part of one character is always known. */
  async longest(run, start, end) {
    if (end - start < 2) return end;
    let fits = await this.fits(run.slice(start, start + 2), false);
    if (!fits.entries.length) return start + 1;
    for (let next = start + 2; next < end; next += 1) {
      fits = both(fits, await this.fits(run.slice(next - 1, next + 1), false));
      if (!fits.fits.some((fit) => fit >= NAMES_BEGIN)) return next;
    }
    return end;
  }

  async beginning(term, last = `${term}\uffff`) {
    for (const [, names] of await this.index.terms(term, last)) this.index.pool.note(names, NAMES);
    return this.index.pool.taken();
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
  if (isLetter(before) && !isHan(before) && !isHan(word.charAt(0))) return 0;
  return !isLetter(after) || isHan(after) || isHan(word.charAt(word.length - 1)) ? 2 : 1;
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
    const end = await known(run, start, Math.min(run.length, start + (run.length < 4 ? run.length : run.length - 2)));
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
  const rarity = counts(found).map((count) => rarityOf(count, index.count));
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
  const { folded, at: from } = located(text);
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0).map((at) => from(at));
  const first = Math.max(0, Math.min(...(places.length ? places : [0])) - EXCERPT / 4);
  const start = first ? text.indexOf(" ", first) + 1 || first : 0;
  const end = Math.min(text.length, start + EXCERPT);
  return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

/* A text as it is compared, and where each place in it stands in the text: "…" is three full stops there. */
function located(text) {
  const folded = fold(text);
  if (folded.length === text.length) return { folded, at: (place) => place };
  const starts = [];
  let position = 0;
  for (const character of text) {
    for (let more = fold(character).length; more > 0; more -= 1) starts.push(position);
    position += character.length;
  }
  starts.push(position);
  return starts.length === folded.length + 1 ? { folded, at: (place) => starts[place] } : { folded: text.toLowerCase(), at: (place) => place };
}

function marked(text, words) {
  const { folded, at: from } = located(text);
  const ranges = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      if (bounds(word, folded, at)) ranges.push([from(at), from(at + word.length)]);
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
