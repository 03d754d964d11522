/*
 * Which entries come first. docs/contribute/search.md explains each rule.
 */
import { above, AROUND, has, NAMES_BEGIN, TEXT } from "./numbers.mjs";
import { lengthOf, measures } from "./query.mjs";
import { isHan, runs } from "./spelling.mjs";

/* What a word weighs by how well it fits (numbers.mjs), and as a word of the page around a part. */
const WEIGHTS = [0, 1, 2, 5, 6, 9.8, 10], LENT = [0, 0, 0, 3, 4, 6, 7];
const MOST = 10;
const SUBJECTS = 10; // what the subject's name weighs at an entry about it that does not say it
const OF_SUBJECTS_NAME = 0.3; // the subject's name says little: so many times as rare

const EXACT = 100; // more than all else: the whole of what was typed is a name
const LITERAL = 8; // shards at most of names that may have Chinese in them as it was typed
const PART = 0.25; // more for what stands side by side in a name as it was typed
const WHOLE = 1; // more for a name that says nothing else
const OF_SUBJECT = 1.6; // times as much for an entry about the subject
const LISTS = 1.8; // times as much for a list, where kinds of records alone are asked for
const BY_GRADE = { A: 1.06, B: 1.03 }; // times as much for a fact that is better sourced
const IN_TEXT = 0.4; // of a word, so much is there where it stands in the text alone
const STRICT = 3; // the power of the share of words that an entry has

/* Times as much, by the kind of answer and the kind of page. */
const ASKED = {
  value: { indicator: 1.4, organization: 0.6 },
  when: { timeline: 1.5, awards: 1.3, dispute: 1.2, indicator: 0.6, claim: 0.6, organization: 0.6, project: 0.6 },
  who: { organization: 2, timeline: 0.5, dispute: 0.5 },
  where: { place: 1.3 },
  office: { organization: 0.6, project: 0.6, claim: 0.6, timeline: 0.6 },
};

const OFFICES = ["alike:director", "alike:secretary", "alike:deputy"]; // as in questions.py

const OF_KIND = 1.5; // times as much for the page of a record whose kind was typed beside other words
const OF_NOBODY_ELSE = 1.6; // times as much for an entry about the subject, where nothing but meanings was typed
const OF_ANOTHER_MEASURE = 0.5; // times as much for a series, or a value, of something else than what was to be measured
const DEFINITION = 3; // times as much for a heading that is what "what is" asks about

const LEAST_QUESTION = 4; // characters of one that is told from others
const QUESTION = 1.5; // times as much for a hand-written page or heading that puts the question as it was typed

const LIST_KINDS = new Set(["index", "timeline", "awards", "plans"]);
const PROSE = new Set(["", "reference"]);

const rarity = (count, size) => Math.log(1 + size / (10 + count));

/* Rates entries for one query: its words, how well each fits (`fits`), and the entries with the whole query as a name, or in one (`typed`: as it was typed). */
export class Ranking {
  constructor(index, query, fits, named, inNames, typed) {
    Object.assign(this, { index, query, named, inNames, typed });
    this.hits = index.pool.union([...fits, named, inNames]).entries;
    this.levels = fits.map((these) => this.levelsOf(these));
    this.rarity = this.levels.map(({ count }, word) => rarity(count, index.count) * (query.words[word].subject ? OF_SUBJECTS_NAME : 1));
    const said = query.words.filter((word) => !word.subject && !word.years);
    const is = (prefix) => ({ concepts }) => concepts.some((concept) => concept.startsWith(prefix));
    this.isList = !query.asks.has("value") && (said.length
      ? said.some(is("kind:")) && said.every((word) => is("kind:")(word) || is("number:")(word))
      : query.years.length > 0 && query.asks.has("when"));
    this.isDefinition = query.asks.has("what") && !query.years.length && !query.words.some(({ subject }) => subject);
    const means = ({ concepts }) => concepts.some((concept) => !/^(industry|nation):/.test(concept)); // those are names
    this.namesNobody = !this.isDefinition && said.length > 0 && said.every(means);
    this.total = this.rarity.reduce((sum, value) => sum + value, 0) || 1;
    this.asked = query.asks.size ? runs(query.typed).join(" ") : "";
    this.meant = new Set(query.words.flatMap(({ concepts }) => concepts));
    const isOffice = OFFICES.some((office) => this.meant.has(office));
    this.asks = isOffice ? [...[...query.asks].filter((asked) => asked !== "who"), "office"] : [...query.asks];
    this.measured = query.words.flatMap(({ concepts }, word) => (concepts.some(measures) ? [word] : []));
    this.lengths = query.words.map(({ text }) => lengthOf(text, index.language, this.meant));
  }

  /* How well a word fits each hit, and how well the page around it. */
  levelsOf(these) {
    const { hits, index } = this;
    const own = new Uint8Array(hits.length), lent = new Uint8Array(hits.length);
    let count = 0;
    index.pool.spread(these, (best) => {
      for (let i = 0; i < hits.length; i += 1) {
        own[i] = best[hits[i]];
        lent[i] = best[index.page[hits[i]]];
        if (own[i]) count += 1;
      }
    });
    return { own, lent, count };
  }

  /* What a word weighs at a hit. */
  weight(word, i, isPage, isSubjects) {
    const { own, lent } = this.levels[word], { years, subject } = this.query.words[word];
    return Math.max(
      years && own[i] >= AROUND ? MOST : WEIGHTS[own[i]], // a date is a name of a year
      isPage ? 0 : LENT[lent[i]],
      isSubjects && subject ? SUBJECTS : 0,
    );
  }

  /* The score of a hit. `entry`: what it says, once it is here; `isSubjects`: whether it is about the subject. */
  score(i, entry) {
    const number = this.hits[i];
    const hall = this.index.halls[this.index.hall[number]];
    const isSubjects = entry && entry !== entry.page ? Boolean(entry.subject) : Boolean(hall.subject);
    const isPage = number === this.index.page[number];
    let fit = 0, there = 0;
    for (let word = 0; word < this.levels.length; word += 1) {
      const weight = this.weight(word, i, isPage, isSubjects);
      fit += weight * this.rarity[word];
      if (weight) there += this.rarity[word] * (weight > WEIGHTS[TEXT] ? 1 : IN_TEXT);
    }
    const share = there / this.total;
    let more = 1;
    if (has(this.inNames, number)) more += PART;
    const whole = entry ? this.said(entry, i, hall) : 0;
    more += WHOLE * whole;
    let factor = isPage ? hall.own : (entry ? entry.boost ?? 1 : hall.parts);
    if (isSubjects && !this.query.elsewhere) factor *= OF_SUBJECT * (this.namesNobody ? OF_NOBODY_ELSE : 1);
    if (hall.kind === "indicator" && !this.isOfMeasure(i)) factor *= OF_ANOTHER_MEASURE;
    if (!this.isList && isPage && this.meant.has(`kind:${hall.kind}`)) factor *= OF_KIND;
    if (this.isDefinition && hall.kind === "" && !isPage && (!entry || whole > 0.99)) factor *= DEFINITION;
    factor *= BY_GRADE[entry?.answer?.grade] ?? 1;
    if (entry && this.asked && hall.kind === "" && entry.names.some((name) => this.puts(name))) factor *= QUESTION;
    for (const asked of this.asks) factor *= ASKED[asked]?.[hall.kind] ?? 1;
    if (this.isList && LIST_KINDS.has(hall.kind)) factor *= LISTS;
    const isNamed = isPage || !PROSE.has(hall.kind); // headings are no names
    const exact = isNamed && (entry ? entry.names.some((name) => name === this.query.typed || (name === this.query.core && !this.query.years.length)) : has(this.named, number));
    return { score: (exact ? EXACT : 0) + share ** STRICT * (fit / (this.total * MOST)) * more * factor, share };
  }

  /* Whether a name puts the question that was typed: all of it, or but for its end. */
  puts(name) {
    const put = runs(name).join(" ");
    return put.length >= LEAST_QUESTION && (this.asked.startsWith(put) || put.startsWith(this.asked));
  }

  /* How much of a name of an entry the words say, at most; of a value, how much of its series' name. */
  said(entry, i, hall) {
    const named = hall.kind === "indicator" ? entry.page : entry;
    let words = 0, beside = 0;
    this.levels.forEach(({ own, lent }, word) => {
      const { years, subject, concepts } = this.query.words[word], length = this.lengths[word];
      const level = Math.max(own[i], lent[i]);
      const isTopic = level === NAMES_BEGIN && concepts.some((concept) => concept.startsWith("topic:"));
      if (years || subject || level < AROUND || isTopic) return;
      words += length;
      if (level === AROUND) beside += length;
    });
    if (!words) return 0;
    if (named.measured !== this) {
      named.measured = this;
      named.shortest = Math.max(1, Math.min(...named.names.map((name) => lengthOf(name, this.index.language, this.meant))));
    }
    return Math.min(1, words / (named.shortest + beside));
  }

  /* Whether a hit is of what was to be measured: its name, or that of its series, means it. */
  isOfMeasure(i) {
    return this.measured.every((word) => Math.max(this.levels[word].own[i], this.levels[word].lent[i]) > AROUND);
  }

  /* The best shards, at most so many, and those of the best names with Chinese in it as it was typed. */
  shards(most) {
    const best = new Map();
    const literal = new Map();
    for (let i = 0; i < this.hits.length; i += 1) {
      const shard = this.index.shard[this.hits[i]], { score } = this.score(i);
      if (score > (best.get(shard) ?? 0)) best.set(shard, score);
      if (has(this.typed, this.hits[i]) && score > (literal.get(shard) ?? -1)) literal.set(shard, score);
    }
    const sorted = (map) => [...map].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([shard]) => shard);
    const named = isHan(this.query.typed) ? sorted(literal).slice(0, LITERAL) : [];
    return [...new Set([...sorted(best).slice(0, most), ...named])];
  }

  /* Entries that fit, the best first. */
  rated(entries) {
    const found = [];
    for (const entry of entries) {
      const i = above(this.hits, entry.number) - 1;
      if (this.hits[i] === entry.number) found.push({ entry, isOfMeasure: this.isOfMeasure(i), ...this.score(i, entry) });
    }
    return found.sort((a, b) => b.score - a.score || a.entry.number - b.entry.number);
  }
}
