/*
 * The files of the search (scripts/factbook/search/files.py): the contents first, then what a query needs of the directory and the shards.
 * A page that was opened as a file has all of them at hand, in a script.
 */
import { above, Pool } from "./numbers.mjs";
import { fold } from "./spelling.mjs";

const FILES = 600; // at most so many are kept at hand, of some 10 kB each
const DIGEST = 8; // characters of a file's name, as in files.py

export class Gone extends Error {} // a file that the contents name did not come

/* A file below a folder. What the contents name is called by the hash of its content, and never changes. */
async function fetched(base, name, cache) {
  const given = globalThis.searchFiles?.[`${name}.json`];
  if (given) return given;
  const response = await fetch(new URL(`search/${name}.json`, base), { cache });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

/* What the contents say, and the files that were asked for last. A hall has runs of seats, one for each page, whose own entry sits
   first; a shard is a stretch of a hall (scripts/factbook/search/shards.py). */
export class Index {
  static async load(base, again) {
    const cache = again ? "reload" : "default"; // a browser may keep that a file is not there
    const contents = await fetched(base, "contents", "no-cache");
    const index = new Index(base, contents, cache);
    index.use(await index.named(`language/${contents.language}`));
    return index;
  }

  constructor(base, { entries, halls, shards, firsts, terms }, cache) {
    Object.assign(this, { base, cache, halls: [], count: entries, files: new Map(), names: { entries: shards, terms }, firsts });
    this.size = halls.reduce((size, hall) => size + hall[4] * hall[5], 0);
    this.page = new Int32Array(this.size); // of each seat, that of the page's own entry
    this.hall = new Uint16Array(this.size);
    this.shard = new Int32Array(this.size);
    this.pool = new Pool(this.size);
    this.starts = []; // of each shard, its first seat
    let start = 0;
    for (const [kind, subject, own, parts, run, runs, length] of halls) {
      const first = this.starts.length;
      for (let seat = 0; seat < run * runs; seat += 1) {
        this.page[start + seat] = start + seat - (seat % run);
        this.hall[start + seat] = this.halls.length;
        this.shard[start + seat] = first + Math.floor(seat / length);
      }
      for (let seat = 0; seat < run * runs; seat += length) this.starts.push(start + seat);
      this.halls.push({ kind, subject, own, parts });
      start += run * runs;
    }
  }

  /* Take over the language of queries. */
  use(language) {
    const { traditional } = language;
    this.table = new Map();
    const characters = [...traditional];
    for (let i = 0; i < characters.length; i += 2) this.table.set(characters[i], characters[i + 1]);
    this.language = language;
  }

  fold(text) {
    return fold(text, this.table);
  }

  named(name) {
    const file = this.files.get(name) ?? fetched(this.base, name, this.cache).catch((error) => { throw new Gone(error.message); });
    this.files.delete(name); // and put it last
    this.files.set(name, file);
    if (this.files.size > FILES) this.files.delete(this.files.keys().next().value);
    return file;
  }

  file(kind, number) {
    return this.named(`${kind}/${this.names[kind].slice(number * DIGEST, (number + 1) * DIGEST)}`);
  }

  /* All terms from this one up to that: their names with the entries that have them in their names, around them, in their texts. Between
     words stand names of one word, with their sign behind them. */
  async terms(from, to) {
    const first = Math.max(0, above(this.firsts, from) - 1), end = above(this.firsts, to);
    const numbers = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
    const files = await Promise.all(numbers.map((number) => this.file("terms", number)));
    return files.flatMap((file) => file.filter(([term]) => term === from || (term > from && term <= to && !term.endsWith("="))));
  }

  /* The entries of shards, with their numbers. */
  async entries(numbers) {
    const shards = await Promise.all(numbers.map((number) => this.file("entries", number)));
    return shards.flatMap((shard, i) => (shard.prepared ??= this.prepare(shard, this.starts[numbers[i]])));
  }

  prepare({ page, at, entries }, start) {
    const pages = new Map();
    const made = [...(page ? [page] : []), ...entries].map((doc) => {
      const text = decode(doc.text), tags = (doc.tags ?? []).map(decode), others = (doc.names ?? []).map(decode);
      const title = (doc.quoted ? text.slice(0, doc.quoted) : "") + decode(doc.title);
      const both = doc.quoted ? [] : others.map((other) => `${title} · ${other}`); // as a title of two names is pasted
      const names = [...new Set([...(doc.quoted ? [] : [title]), ...others, ...both, ...tags])].map((name) => this.fold(name));
      const path = doc.location.split("#")[0];
      const entry = { ...doc, path, title, text, tags, others, names };
      if (!pages.has(path)) pages.set(path, entry);
      return entry;
    });
    for (const entry of made) entry.page = pages.get(entry.path);
    const own = page ? made.slice(1) : made; // the page's own entry belongs to the shard that it begins in
    own.forEach((entry, i) => { entry.number = start + at[i]; });
    return own;
  }
}

const decode = (html) => html.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
