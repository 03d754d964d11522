/*
 * What is shown of a result: its names and an excerpt of its text, with the words of the query marked.
 */
import { fold, isHan, isLetter } from "./spelling.mjs";

const EXCERPT = 200; // characters

export const encode = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

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

/* Whether a word stands at this place: at the beginning of a word, or anywhere in Chinese. */
function begins(word, text, at) {
  const before = text.charAt(at - 1);
  return isHan(word) || !before || !isLetter(before) || isHan(before);
}

/* A text as HTML, with the words marked. */
export function marked(text, words) {
  const { folded, at: from } = located(text);
  const ranges = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      if (begins(word, folded, at)) ranges.push([from(at), from(at + word.length)]);
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

/* The part of a text that has the first of the words. */
export function excerpt(text, words) {
  if (text.length <= EXCERPT) return text;
  const { folded, at: from } = located(text);
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0).map((at) => from(at));
  const first = Math.max(0, Math.min(...(places.length ? places : [0])) - EXCERPT / 4);
  const start = first ? text.indexOf(" ", first) + 1 || first : 0;
  const end = Math.min(text.length, start + EXCERPT);
  return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}
