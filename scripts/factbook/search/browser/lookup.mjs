/*
 * From words to entries: looks up terms of the directory (scripts/factbook/search/directory.py), each once, for one query.
 */
import { AROUND, both, fitting, least, LIKE, NAMES, NAMES_BEGIN, reaches, TEXT, TEXT_BEGINS } from "./numbers.mjs";
import { measures } from "./query.mjs";
import { isHan, runs, slips, stem, syllables } from "./spelling.mjs";

const FIRST_LETTERS = 3, NAME_KEY = 24, MOST_CUT = 4; // as in directory.py
const LEAST_SLIP = 4, MOST_SLIPS = 12; // letters of a word that may have a slip
const ROOM = 21, WORD = 3; // of what is looked up of a query, a word takes three, a Chinese character one

export class Lookup {
  constructor(index) {
    this.index = index;
    this.known = new Map();
  }

  once(key, make) {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key);
  }

  /* How well a term fits each entry, by the list that it stands in. */
  listed(term, names = NAMES, around = AROUND, texts = TEXT, last = term) {
    return this.once(`${term}\n${names}\n${last}`, async () => {
      const found = await this.index.terms(term, last);
      const words = found.flatMap(([, , , , stemmed]) => stemmed?.split(" ") ?? []); // a stem has those of its words
      const more = await Promise.all(words.map((word) => this.index.terms(word, word)));
      for (const [, ...lists] of [...found, ...more.flat()]) [names, around, texts].forEach((fit, i) => this.index.pool.note(lists[i], fit));
      return this.index.pool.taken();
    });
  }

  /* A run of letters, or two Chinese characters, or one; `begins`: it may go on. */
  fits(run, begins) {
    const whole = this.listed(run);
    if (!begins) return whole;
    const longer = run.length > FIRST_LETTERS
      ? this.listed(run, NAMES_BEGIN, TEXT, TEXT_BEGINS, `${run}\uffff`)
      : this.listed(`*${run}`, NAMES_BEGIN, TEXT, TEXT_BEGINS);
    return this.once(`${run}…`, async () => this.index.pool.union(await Promise.all([whole, longer])));
  }

  /* A word with all that it may mean. What sounds like it, is short for it, or differs by a slip counts where no name has it. */
  async word({ text, concepts, years, alone }) {
    if (years) return this.index.pool.union(await Promise.all(years.map((year) => this.fits(year, false))));
    const asked = [this.all(text)];
    const word = stem(text);
    if (word !== text && !text.includes(" ")) asked.push(this.listed(word, LIKE, AROUND, TEXT));
    const isMeasure = concepts.some(measures);
    for (const concept of concepts) { // what falls under a topic is not what was named, and even less what was to be measured
      const names = concept.startsWith("topic:") ? (isMeasure ? AROUND : NAMES_BEGIN) : LIKE;
      const own = /^(topic|unit):/.test(concept) ? names : AROUND; // the topics and the unit of a record are its own
      asked.push(this.listed(`~${concept}`, names, own, TEXT_BEGINS));
    }
    const found = await Promise.all(asked);
    const isLatin = /^[a-z]+$/.test(text);
    if (alone && isLatin && !found.some((fits) => this.isName(fits))) found.push(...(await this.guessed(text, found.some((fits) => reaches(fits, TEXT)))));
    return this.index.pool.union(found);
  }

  /* Whether it is in the name of something; the title of a source is a sentence. */
  isName({ entries, fits }) {
    const { halls, hall } = this.index;
    return entries.some((entry, i) => fits[i] >= NAMES_BEGIN && halls[hall[entry]].kind !== "source");
  }

  /* What sounds like a word, is short for it, or, where it is nowhere as it stands (`isKnown`), differs by a slip. */
  async guessed(text, isKnown) {
    const sounds = syllables(text);
    const asked = [this.listed(`^${text}`, LIKE)];
    if (sounds.length > 1) {
      const pairs = sounds.slice(1).map((sound, i) => this.listed(`'${sounds[i]} ${sound}`, LIKE));
      asked.push(Promise.all(pairs).then(least));
    }
    const found = await Promise.all(asked);
    if (isKnown || text.length < LEAST_SLIP || found.some(({ entries }) => entries.length)) return found;
    const near = await Promise.all(slips(text).map((slip) => this.index.terms(`?${slip} `, `?${slip} \uffff`)));
    const words = [...new Set(near.flat().map(([term]) => term.split(" ")[1]))].slice(0, MOST_SLIPS);
    return Promise.all(words.map(async (word) => fitting(await this.listed(word), NAMES, LIKE)));
  }

  /* How well a text fits each entry: all of its runs, of which the last may go on. */
  async all(text) {
    const parts = grams(text);
    const fits = parts.map((run, i) => this.fits(run, i === parts.length - 1 && !isHan(run)));
    return least(await Promise.all(fits));
  }

  /* Which entries have a name that is this. */
  named(text) {
    const key = text.slice(0, NAME_KEY);
    return this.listed(key.includes(" ") || (key.length > MOST_CUT && isHan(key)) ? `=${key}` : `${key}=`);
  }

  /* Which entries have all of this in their names, side by side as far as the directory knows: a pair of words says all of both. */
  async inNames(text) {
    const parts = beginning(runs(text).map((run) => ({ text: run }))).map((part) => part.text), last = parts.length - 1;
    const isWord = (i) => i in parts && !isHan(parts[i]);
    const asked = parts.flatMap((run, i) => {
      if (!isWord(i)) return grams(run).map((pair) => this.fits(pair, false));
      if (!isWord(i + 1)) return isWord(i - 1) ? [] : [this.fits(run, i === last)];
      return [this.pair([run, parts[i + 1]], i + 1 === last)];
    });
    return least((await Promise.all(asked)).map((fits) => fitting(fits, NAMES_BEGIN)));
  }

  /* Which entries have two words side by side in a name; `begins`: the second may go on. */
  pair(words, begins) {
    const pair = `+${words.join(" ")}`;
    return this.listed(pair, NAMES, NAMES, NAMES, begins ? `${pair}\uffff` : pair);
  }

  /* Long Chinese is cut into whole names where it has some, and else into the longest parts that stand in names: "惠州电池" asks for
     both halves. What stands between them in no entry is a part too, from two characters on: then something is missing. */
  async cut(run) {
    const parts = [];
    let unknown = "";
    const miss = () => {
      if (unknown.length > 1) parts.push(unknown);
      unknown = "";
    };
    for (let start = 0; start < run.length;) {
      const end = (await this.name(run, start)) ?? (await this.longest(run, start, run.length));
      if (end - start < 2) unknown += run.slice(start, end);
      else {
        miss();
        parts.push(run.slice(start, end));
      }
      start = end;
    }
    miss();
    return parts.length ? parts : [run];
  }

  /* Where the longest name ends that begins here, but for what is all of the run. */
  async name(run, start) {
    const ends = [MOST_CUT, 3, 2].map((length) => start + length).filter((end) => end <= run.length);
    const found = await Promise.all(ends.map((end) => this.named(run.slice(start, end))));
    return ends.find((_, i) => found[i].entries.length);
  }

  /* Where the longest part of a Chinese run ends, from here up to there, that has all of its pairs in one entry: one pair anywhere,
     more in names. A part of one character is always known. */
  async longest(run, start, end) {
    if (end - start < 2) return end;
    let fits = await this.fits(run.slice(start, start + 2), false);
    if (!fits.entries.length) return start + 1;
    for (let next = start + 2; next < end; next += 1) {
      fits = both(fits, await this.fits(run.slice(next - 1, next + 1), false));
      if (!reaches(fits, AROUND)) return next;
    }
    return end;
  }
}

/* Of the words of a long query, the first: these tell it from others, and each costs files of the directory. */
export function beginning(words) {
  let room = ROOM;
  return words.flatMap((word) => {
    const text = isHan(word.text) ? word.text.slice(0, room) : word.text;
    const size = word.years ? 0 : isHan(text) ? text.length : WORD * runs(text).length;
    if (!text || size > room) return [];
    room -= size;
    return [{ ...word, text }];
  });
}

/* The runs of a text, Chinese ones as pairs of their characters. */
function grams(text) {
  return runs(text).flatMap((run) => {
    if (!isHan(run) || run.length === 1) return [run];
    return Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2));
  });
}
