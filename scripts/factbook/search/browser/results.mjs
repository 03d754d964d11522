/*
 * Answers and pages as HTML. Titles and excerpts come as HTML, with the words of the query marked; what a fact answers is text.
 */
import { encode } from "./show.mjs";

export const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name]);

const link = (base, location, html, name) => `<a class="${name}" href="${encode(new URL(location, base).href)}">${html}</a>`;

/* How much was found, in a sentence for those who cannot see it. */
export function counted({ answers, items, words }) {
  const one = answers.length === 1 ? words.answer : fill(words.answers_counted, { count: answers.length });
  const pages = items.length === 1 ? words.page : fill(words.pages_counted, { count: items.length });
  return (answers.length ? fill(words.found_answers, { answers: one }) : "") + pages;
}

/* What of a query is nowhere on the site: then no result has all of it. */
const lacks = ({ missing, words }) => fill(words.missing, { words: missing.join(" ") });

/* All that was found, answers first. */
export function listed(found, base) {
  const answers = found.answers.map((answer) => answered(answer, found, base)).join("");
  const note = found.missing.length ? `<li class="fb-hit__none"><p>${encode(lacks(found))}</p></li>` : "";
  return note + answers + found.items.map((item) => paged(item, found.words, base)).join("");
}

function answered(answer, { words, grades }, base) {
  const { at, name, value, text, when, place, grade, marks = [], source: [title, path], more, chart } = answer;
  const sure = `<span class="fb-badge fb-badge--grade fb-grade--${grade.toLowerCase()}" title="${encode(grades[grade])}">`
    + `<span class="fb-sr">${encode(fill(words.grade, { grade: "" }))}</span>${encode(grade)}</span>`;
  const about = [encode(place ?? ""), encode(when), [sure, ...marks.map((mark) => `<span class="fb-answer__mark">${encode(mark)}</span>`)].join(" ")];
  const others = more ? encode(fill(words.other_sources, { count: more })) : "";
  return `<li class="fb-answer" data-answer>`
    + link(base, at, `<span class="fb-answer__name">${encode(name)}</span>${value ? ` <strong class="fb-answer__value">${encode(value)}</strong>` : ""}`, "fb-answer__link")
    + (chart ? `<span class="fb-answer__chart" aria-hidden="true">${chart}</span>` : "")
    + (text ? `<p class="fb-answer__text">${encode(text)}</p>` : "")
    + `<p class="fb-answer__about">${about.filter(Boolean).join(" · ")}</p>`
    + `<p class="fb-answer__source">${fill(encode(words.source), { source: link(base, path, encode(title), "") + others })}</p></li>`;
}

const said = (text) => (text ? `<p class="fb-hit__text">${text}</p>` : "");

/* A page with those of its parts that fit; where a part fits better than the page, it comes first. */
function paged({ location, title, text, tags, first, parts, more }, words, base) {
  const [best, ...rest] = first ? parts : [undefined, ...parts];
  const names = tags.length ? `<p class="md-tags">${tags.map((tag) => `<span class="md-tag">${tag}</span>`).join("")}</p>` : "";
  const head = best
    ? `${link(base, best.location, best.title, "md-search-result__link")}${said(best.text)}`
      + `<p class="fb-hit__page">${link(base, location, title, "")}</p>`
    : `${link(base, location, title, "md-search-result__link")}${names}${said(text)}`;
  const others = rest.map((part) => `<li>${link(base, part.location, part.title, "")}</li>`).join("");
  const left = more ? `<li class="fb-hit__more">${encode(fill(words.more, { count: more }))}</li>` : "";
  return `<li class="md-search-result__item">${head}${others || left ? `<ul class="fb-hit__parts">${others}${left}</ul>` : ""}</li>`;
}

/* What to try where nothing was found. */
export function nothing(words, base) {
  const ways = words.ways.map(([name, path]) => `<li>${link(base, path, encode(name), "")}</li>`).join("");
  return `<li class="fb-hit__none"><p>${encode(words.try)}</p><ul>${ways}</ul></li>`;
}
