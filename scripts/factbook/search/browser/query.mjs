/*
 * What a query asks for: words with what they mean, years, and the kind of answer. Words that only ask, and words that say nothing, are
 * left out, unless nothing else was typed. What the words of a language are stands in scripts/factbook/search/language.py.
 */
import { isHan, runs, stem, syllables } from "./spelling.mjs";

const MOST_WORDS = 5; // of a phrase with a meaning
const MOST_CHARACTERS = 12;
const YEAR = /^(?:19|20)\d\d$/;
const PARTICLES = new Set("的了吗呢吧啊是有在和与"); // single characters that may stand between words

/* Whether a concept is what series measure. */
export const measures = (concept) => concept.startsWith("measure:");

/* The language with its lists as sets, made once. */
function prepared(language) {
  language.sets ??= {
    filler: new Set([...language.filler, ...language.vague]),
    vague: new Set(language.vague),
    subject: new Set(language.subject),
    asking: new Map(Object.entries(language.asking).flatMap(([kind, phrases]) => phrases.map((phrase) => [phrase, kind]))),
  };
  return language.sets;
}

/* Words: `text` as typed and folded; `concepts`: what it means; `subject`: whether it names the subject; `years` in place of one.
   `inNames`: vague words that say something after all, for they are part of a name, as "data" is in "big data"; `pairs`: each of the others with
   a word beside it, which may be such a name. */
export function understood(folded, language, inNames = new Set()) {
  const { filler, vague, subject, asking } = prepared(language);
  const words = [], dropped = [], years = [], asks = new Set(), pairs = [];
  const say = (text, concepts = [], alone = true) => words.push({ text, concepts, subject: subject.has(stem(text)) || subject.has(text), alone });
  const tokens = joined(runs(folded));
  for (let at = 0; at < tokens.length;) at += isHan(tokens[at]) ? chinese(tokens[at], tokens[at - 1]) : latin(at);

  function latin(at) {
    if (YEAR.test(tokens[at])) {
      years.push(tokens[at]);
      return 1;
    }
    const asked = phrase(at, (these) => asking.get(these.join(" ")));
    if (asked) asks.add(asked.found);
    const meant = phrase(at, (these) => language.concepts[these.map(stem).join(" ")]);
    if (meant && meant.length >= (asked?.length ?? 0)) {
      const text = tokens.slice(at, at + meant.length).join(" ");
      say(text, meant.found);
      return meant.length;
    }
    if (asked || (filler.has(tokens[at]) && !inNames.has(tokens[at]))) {
      const length = asked?.length ?? 1;
      if (vague.has(tokens[at])) pairs.push(...beside(at));
      dropped.push(...tokens.slice(at, at + length));
      return length;
    }
    say(tokens[at]);
    return 1;
  }

  function beside(at) {
    const isWord = (word) => word && !isHan(word) && !filler.has(word) && !asking.has(word);
    return [[tokens[at - 1], tokens[at]], [tokens[at], tokens[at + 1]]].filter((pair) => pair.some(isWord)).map((pair) => ({ word: tokens[at], pair }));
  }

  /* The longest run of words from here on that means something. */
  function phrase(at, meaning) {
    for (let length = Math.min(MOST_WORDS, tokens.length - at); length; length -= 1) {
      const found = meaning(tokens.slice(at, at + length));
      if (found) return { found, length };
    }
    return undefined;
  }

  /* Chinese is cut where it means something, the longest first; then what only asks is left out. */
  function chinese(run, before) {
    const start = before && YEAR.test(before) && run.startsWith("年") ? 1 : 0;
    for (const part of pieces(run.slice(start), (text) => language.concepts[text] || subject.has(text))) {
      if (part.known) {
        if (asking.has(part.text)) asks.add(asking.get(part.text));
        say(part.text, language.concepts[part.text]);
      } else for (const rest of pieces(part.text, (text) => asking.has(text) || filler.has(text))) {
        if (!rest.known) for (const free of spaced(rest.text)) {
          if (asking.has(free)) asks.add(asking.get(free));
          if (free.length > 1 || run.length < 3) say(free, [], false);
          else dropped.push(free);
        }
        else {
          if (asking.has(rest.text)) asks.add(asking.get(rest.text));
          dropped.push(rest.text);
        }
      }
    }
    return 1;
  }

  function spaced(text) {
    dropped.push(...[...text].filter((char) => PARTICLES.has(char)));
    return [...text].map((char) => (PARTICLES.has(char) ? " " : char)).join("").split(" ").filter(Boolean);
  }

  if (!words.length && !years.length && asks.has("where") && language.subject.length) say(language.subject[0]);
  if (!words.length && !years.length) for (const text of dropped) say(text, [], !isHan(text));
  const said = words.filter((word) => !word.subject);
  if (!asks.size && said.length && said.every(({ concepts }) => concepts.some(measures))) asks.add("value");
  const core = words.map(({ text }) => text);
  if (years.length) words.push({ text: years.join(" "), concepts: [], years });
  return { words: unique(words), years, asks, pairs, core: core.join(core.some((text) => !isHan(text)) ? " " : "") };
}

/* A run cut at the longest of its parts that are known. */
function pieces(run, knows) {
  for (let length = Math.min(run.length, MOST_CHARACTERS); length > 1; length -= 1) {
    for (let at = 0; at + length <= run.length; at += 1) {
      const text = run.slice(at, at + length);
      if (knows(text)) return [...pieces(run.slice(0, at), knows), { text, known: true }, ...pieces(run.slice(at + length), knows)];
    }
  }
  return run ? [{ text: run, known: false }] : [];
}

const unique = (words) => [...new Map(words.map((word) => [word.text, word])).values()];

/* Syllables of pinyin that were typed one by one are one word. */
function joined(tokens) {
  const found = [];
  let open = false;
  for (const token of tokens) {
    const single = /^[a-z]{2,6}$/.test(token) && syllables(token).length === 1;
    if (single && open) found.push(found.pop() + token);
    else found.push(token);
    open = single && syllables(found.at(-1)).length > 0;
  }
  return open || found.length < tokens.length ? (reads(found) ? found : tokens) : tokens;
}

/* Whether joining made words of two syllables or more: "he can" stays as it is by the words that only English has beside it. */
const reads = (found) => found.every((token) => !/^[a-z]+$/.test(token) || syllables(token).length > 0);

/* How long a name is, in words. What means what the query means is one word, and so are two Chinese characters; small words and the subject's
   name are none. `meant`: the concepts of the query. */
export function lengthOf(name, language, meant) {
  const { filler, subject } = prepared(language);
  const means = (text) => language.concepts[text]?.some((concept) => meant.has(concept));
  const tokens = runs(name);
  let sum = 0;
  for (let at = 0; at < tokens.length;) {
    const run = tokens[at];
    let length = isHan(run) ? 1 : Math.min(MOST_WORDS, tokens.length - at);
    while (length > 1 && !means(tokens.slice(at, at + length).map(stem).join(" "))) length -= 1;
    if (isHan(run)) sum += subject.has(run) ? 0 : hanLength(run, means);
    else if (length > 1 || !(filler.has(run) || subject.has(stem(run)))) sum += 1;
    at += length;
  }
  return sum;
}

function hanLength(run, means) {
  let sum = 0;
  for (let at = 0; at < run.length;) {
    let end = Math.min(run.length, at + 10);
    while (end > at + 1 && !means(run.slice(at, end))) end -= 1;
    sum += end > at + 1 ? 1 : 0.5;
    at = end;
  }
  return sum;
}
