/*
 * From a query to its answer: up to three facts, and the pages below them.
 */
import { Gone, Index } from "./index.mjs";
import { beginning, Lookup } from "./lookup.mjs";
import { understood } from "./query.mjs";
import { Ranking } from "./rank.mjs";
import { excerpt, marked } from "./show.mjs";
import { isHan, runs } from "./spelling.mjs";

const SHARDS = [0, 5, 8, 10]; // at most so many for one letter, two, more: what is still being typed costs less
const LITERAL_PLACE = 4; // a literal match is not further down than this page
const LONG = 4, SHARDS_OF_LONG = 5; // each word more costs files of the directory
const PAGES = 30, PARTS = 5, ANSWERS = 3; // at most so many
const BY_FACTS = ["when", "value", "what"]; // what is asked for that a fact may answer, where a page is the best result
const AS_GOOD = 0.75; // a fact answers beside the best result if it fits nearly as well

export class Search {
  /* `base`: the site's root. */
  constructor(base) {
    this.base = base;
    this.typed = 0;
  }

  load(again) {
    this.index ??= Index.load(this.base, again).catch((error) => {
      this.index = undefined;
      throw error;
    });
    return this.index;
  }

  /* What there is to a query; nothing if another was asked meanwhile. Where a file is gone, the site has been published anew since
     its contents were read: they are read again, and the query repeated, once. */
  async ask(query, again = false) {
    const turn = again ? this.typed : (this.typed += 1);
    try {
      const found = await this.answered(query, await this.load(again));
      return turn === this.typed ? found : undefined;
    } catch (error) {
      this.index = undefined;
      if (error instanceof Gone && !again) return this.ask(query, true);
      throw error;
    }
  }

  async answered(typed, index) {
    const folded = index.fold(typed).trim().replace(/\s+/g, " ");
    if (!folded) return { answers: [], items: [], missing: [] };
    const lookup = new Lookup(index);
    const query = await read(folded, index.language, lookup);
    query.typed = folded;
    query.words = await cut(beginning(query.words), lookup);
    const sayings = [...new Set([folded, query.core].filter(Boolean))];
    const [fits, named, inNames] = await Promise.all([
      Promise.all(query.words.map((word) => lookup.word(word))),
      Promise.all(sayings.map((saying) => lookup.named(saying))),
      Promise.all(sayings.map((saying) => lookup.inNames(saying))),
    ]);
    query.elsewhere = await elsewhere(query.words, lookup, index);
    const ranking = new Ranking(index, query, fits, index.pool.union(named), index.pool.union(inNames), inNames[0]);
    const shards = ranking.shards(query.words.length > LONG ? SHARDS_OF_LONG : SHARDS[Math.min(folded.length, SHARDS.length - 1)]);
    const found = ranking.rated(await index.entries(shards.sort((a, b) => a - b)));
    const words = query.words.flatMap(({ text }) => [text, ...runs(text)]);
    return {
      answers: answers(found, query),
      items: grouped(withLiteral(found, folded), words),
      missing: query.words.filter((_, word) => !ranking.levels[word].count).map(({ text }) => text),
      words: index.language.words,
      grades: index.language.grades,
    };
  }
}

/* A query, understood; once more where a vague word in it is part of a name. */
async function read(folded, language, lookup) {
  const query = understood(folded, language);
  const found = await Promise.all(query.pairs.map(({ pair }) => lookup.pair(pair)));
  const inNames = query.pairs.filter((_, i) => found[i].entries.length).map(({ word }) => word);
  return inNames.length ? understood(folded, language, new Set(inNames)) : query;
}

/* Whether a word names another place than the subject, or another kind of place: then nothing speaks for the subject. */
async function elsewhere(words, lookup, index) {
  if (words.some(({ concepts }) => concepts?.some((concept) => index.language.elsewhere.includes(concept)))) return true;
  const named = await Promise.all(words.filter(({ subject }) => !subject).map(({ text }) => lookup.named(text)));
  return named.some(({ entries }) => entries.some((seat) => {
    const { kind, subject } = index.halls[index.hall[seat]];
    return kind === "place" && !subject;
  }));
}

/* Words without Chinese that is longer than what stands in names. */
async function cut(words, lookup) {
  const found = await Promise.all(words.map(async (word) => (
    word.concepts.length || word.years || word.subject || !isHan(word.text) || word.text.length < 3
      ? [word]
      : (await lookup.cut(word.text)).map((text) => ({ ...word, text }))
  )));
  return [...new Map(found.flat().map((word) => [word.text, word])).values()];
}

/* The facts that answer: where the best result is one, it and those that fit nearly as well. A question may be answered by a fact
   that is not the best result, but for who and where: pages answer these. */
function answers(found, query) {
  const [best] = found;
  if (!best || (!best.entry.answer && !BY_FACTS.some((asked) => query.asks.has(asked)))) return [];
  const least = best.score * AS_GOOD;
  const chosen = [];
  for (const { entry, score, share, isOfMeasure } of found) {
    if (score < least || chosen.length === ANSWERS) break;
    const { answer } = entry;
    if (!answer || share < 0.999 || (answer.value && !isOfMeasure) || (query.years.length && !query.years.some((year) => answer.when.includes(year)))) continue;
    if (chosen.some(({ at, path }) => at === answer.at || (path === entry.path && query.years.length < 2))) continue;
    chosen.push({ ...answer, path: entry.path });
  }
  return chosen;
}

/* What was found, with a name in which Chinese stands as it was typed among the first places, and first of the parts of its page: who types
   a part of a name means it. */
function withLiteral(found, typed) {
  const at = isHan(typed) ? found.findIndex(({ entry }) => entry.names.some((name) => name.includes(typed))) : -1;
  if (at < 0) return found;
  const hit = found[at], others = found.filter((_, i) => i !== at);
  const own = others.findIndex(({ entry }) => entry.path === hit.entry.path);
  const pages = new Set();
  const last = others.findIndex(({ entry }) => pages.add(entry.path).size > LITERAL_PLACE - 1);
  const places = [at, own < 0 ? at : own, last < 0 ? at : last];
  const place = Math.min(...places);
  return [...others.slice(0, place), hit, ...others.slice(place)];
}

/* One result a page: the page, with those of its parts that fit, the best of them first. */
function grouped(found, words) {
  const groups = new Map();
  for (const hit of found) {
    const { page, path } = hit.entry;
    const group = groups.get(path) ?? { page, score: hit.score, parts: [] };
    groups.set(path, group);
    if (hit.entry !== page) group.parts.push(hit.entry);
    else group.own = hit.score;
  }
  return [...groups.values()].slice(0, PAGES).map(({ page, parts, score, own }) => ({
    ...shown(page, words),
    first: parts.length > 0 && !(own >= score), // whether a part fits better than the page
    parts: parts.slice(0, PARTS).map((part) => shown(part, words)),
    more: Math.max(0, parts.length - PARTS),
  }));
}

/* A name in another language is shown where it has words of the query. */
const shown = ({ location, title, text, tags, others }, words) => ({
  location,
  title: marked(title, words),
  text: text.length > title.length + 1 ? marked(excerpt(text, words), words) : "", // a statement may be its title, but for the full stop
  tags: [...others.map((other) => marked(other, words)).filter((other) => other.includes("<mark>")), ...tags.map((tag) => marked(tag, words))],
});
